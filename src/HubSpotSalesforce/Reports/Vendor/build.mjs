// npm ci && npm run build: bundles the chart library and gathers the licences of all that went into it.
import { build } from 'esbuild';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const result = await build({
  entryPoints: ['charts.js'], bundle: true, minify: true, format: 'iife', target: 'es2022', charset: 'ascii', legalComments: 'none', write: false, metafile: true,
});
const names = new Set(Object.entries(Object.values(result.metafile.outputs)[0].inputs)
  .filter(([path, input]) => path.includes('node_modules/') && input.bytesInOutput > 0)
  .map(([path]) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)[1]));

// Packages with the same text of licence share a section.
const sections = new Map();
for (const name of [...names].sort()) {
  const folder = join('node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json')));
  const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} has no file with its licence.`);
  const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r', '').trim();
  const said = sections.get(text) ?? sections.set(text, []).get(text);
  said.push(`${name} ${version} (${license})`);
}

const notice = [...sections].map(([text, packages]) => `${packages.join(', ')}\n\n${text}`).join('\n\n----\n\n').replaceAll('*/', '* /');
if (/<\/script|<!--/i.test(result.outputFiles[0].text + notice)) throw new Error('The bundle cannot stand inside a script element.');
writeFileSync('THIRD-PARTY-NOTICES.txt', `The charts of a report (charts.min.js) are drawn by these packages.\n\n${notice}\n`);
writeFileSync('charts.min.js', `/*!\n${notice}\n*/\n${result.outputFiles[0].text}`);
console.log(`${[...names].length} packages, ${result.outputFiles[0].text.length} characters of code, ${notice.length} of licences`);
