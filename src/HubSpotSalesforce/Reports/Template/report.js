'use strict';
// Draws the charts, and makes the tables sort and filter. All text reaches the page as text.
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const palette = ['#3d7cc9', '#d9730d', '#3e9651', '#9a63b4', '#cc4b4c', '#2a9691', '#8c6d46', '#7a828e'];
  const font = getComputedStyle(document.body).fontFamily;
  const config = {
    background: 'transparent', aria: false, font, view: { stroke: null }, padding: { left: 2, right: 8, top: 4, bottom: 2 },
    axis: { labelFontSize: 12, titleFontSize: 12, labelPadding: 6, gridOpacity: 1, domain: false, ticks: false, labelLimit: 220 },
    legend: { labelFontSize: 12, title: null, symbolType: 'square', symbolSize: 90, labelLimit: 200, columnPadding: 14 },
    range: { category: palette },
  };
  const count = { type: 'quantitative', title: null, axis: { tickMinStep: 1, tickCount: 4, format: ',d' } };
  const isNarrow = () => window.innerWidth < 736;

  // Every bar of the period has its place, and each label stands below the middle of its bar.
  const labelled = bars => bars.filter((_, at) => at % Math.ceil(bars.length / (isNarrow() ? 4 : 10)) === 0);
  const days = rows => ({
    data: { values: rows.days.map(day => ({ ...day, bar: day.date })) }, width: 'container', height: 240,
    mark: { type: 'bar' },
    encoding: {
      x: {
        field: 'bar', type: 'ordinal', title: null, scale: { domain: rows.bars, paddingInner: 0.06, paddingOuter: 0.03 },
        axis: { values: labelled(rows.bars), labelExpr: `utcFormat(toDate(datum.value), '${rows.format}')`, labelAngle: 0, grid: false },
      },
      y: { ...count, field: 'count', aggregate: 'sum' },
      color: { field: 'kind', type: 'nominal', sort: rows.kinds, scale: { domain: rows.kinds }, legend: { orient: 'bottom', direction: 'horizontal', columns: isNarrow() ? 2 : 4 } },
      order: { field: 'rank', type: 'quantitative' },
      tooltip: [{ field: 'date', timeUnit: rows.unit, type: 'temporal', format: rows.tip }, { field: 'kind', type: 'nominal' }, { field: 'count', aggregate: 'sum', type: 'quantitative', format: ',d' }],
    },
  });

  // The longest bar leaves room for its own figure.
  const bars = (rows, color) => ({
    data: { values: rows }, width: 'container', height: { step: 30 },
    encoding: {
      y: { field: 'name', type: 'nominal', sort: null, title: null, axis: { labelLimit: isNarrow() ? 120 : 200, labelPadding: 8 } },
      x: { ...count, field: 'count', axis: null, scale: { domainMax: Math.max(...rows.map(row => row.count)) * 1.15 } },
      tooltip: [{ field: 'name', type: 'nominal' }, { field: 'count', type: 'quantitative', format: ',d' }],
    },
    layer: [
      { mark: { type: 'bar', color, height: { band: 0.62 }, cornerRadiusEnd: 2 } },
      { mark: { type: 'text', align: 'left', dx: 5, fontSize: 12 }, encoding: { text: { field: 'count', type: 'quantitative', format: ',d' } } },
    ],
  });

  const funnel = rows => ({
    data: { values: rows }, width: 'container', height: { step: 15 },
    encoding: {
      y: { field: 'name', type: 'nominal', sort: null, title: null, axis: { labelLimit: isNarrow() ? 110 : 260, labelPadding: 8 }, scale: { paddingInner: 0.22 } },
      yOffset: { field: 'step', type: 'nominal', sort: data.steps, scale: { domain: data.steps } },
      x: { ...count, field: 'count', axis: null, scale: { domainMax: Math.max(1, ...rows.map(row => row.count)) * 1.22 } },
      tooltip: [{ field: 'name', type: 'nominal' }, { field: 'step', type: 'nominal' }, { field: 'text', type: 'nominal' }],
    },
    layer: [
      { mark: { type: 'bar', cornerRadiusEnd: 2 }, encoding: { color: { field: 'step', type: 'nominal', sort: data.steps, scale: { domain: data.steps, range: [palette[7], palette[0], palette[1], palette[2]] }, legend: { orient: 'top', direction: 'horizontal', columns: isNarrow() ? 2 : 4 } } } },
      { mark: { type: 'text', align: 'left', dx: 5, fontSize: 11 }, encoding: { text: { field: 'text', type: 'nominal' } } },
    ],
  });

  const specs = {
    days: () => days(data.byDay),
    kinds: () => bars(data.kinds, palette[0]),
    owners: () => bars(data.owners, palette[5]),
    campaigns: () => bars(data.campaigns, palette[3]),
    funnels: () => funnel(data.funnels),
  };

  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.hidden = true;
  document.body.append(tip);
  const tooltip = (_, event, item, value) => {
    tip.hidden = value === null || value === undefined || value === '';
    if (tip.hidden) return;
    tip.textContent = typeof value === 'object' ? Object.values(value).join(' · ') : String(value);
    tip.style.left = `${Math.min(event.clientX + 12, Math.max(8, window.innerWidth - tip.offsetWidth - 12))}px`;
    tip.style.top = `${event.clientY + 14}px`;
  };

  const draw = chart => {
    chart.replaceChildren();
    // To be read out, the chart is one picture with a label, and the table below it; its marks are nothing.
    const canvas = document.createElement('div');
    canvas.setAttribute('aria-hidden', 'true');
    chart.append(canvas);
    return ReportCharts.draw(canvas, specs[chart.dataset.chart](), config, tooltip).then(() => chart.querySelector('form').remove());
  };
  const charts = [...document.querySelectorAll('[data-chart]')];
  const drawAll = () => Promise.all(charts.map(draw)).then(() => { document.documentElement.dataset.drawn = 'true'; });
  let width = window.innerWidth;
  let pause;
  window.addEventListener('resize', () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      if (width !== window.innerWidth) {
        width = window.innerWidth;
        drawAll();
      }
    }, 150);
  });
  drawAll();

  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  const valueOf = (row, at) => row.cells[at].dataset.sort ?? row.cells[at].textContent;
  const compare = (one, other, isNumber) => {
    if (isNumber) return (one === '' ? -Infinity : Number(one)) - (other === '' ? -Infinity : Number(other)) || 0;
    return collator.compare(one, other);
  };

  for (const table of document.querySelectorAll('table')) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, at) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener('click', () => {
        const isNumber = head.classList.contains('number');
        const before = head.getAttribute('aria-sort');
        const order = before ? (before === 'ascending' ? 'descending' : 'ascending') : (isNumber ? 'descending' : 'ascending');
        heads.forEach(other => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', order);
        rows.sort((one, other) => compare(valueOf(one, at), valueOf(other, at), isNumber) * (order === 'ascending' ? 1 : -1));
        body.append(...rows);
      });
    });

    const tools = table.closest('.scroll').previousElementSibling;
    if (rows.length <= 12) continue;
    tools.hidden = false;
    const [input, output] = [tools.querySelector('input'), tools.querySelector('output')];
    const texts = new Map(rows.map(row => [row, row.textContent.toLocaleLowerCase()]));
    const filter = () => {
      const words = input.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        row.hidden = !words.every(word => texts.get(row).includes(word));
        shown += row.hidden ? 0 : 1;
      }
      output.textContent = words.length ? `${shown} of ${rows.length} rows` : `${rows.length} rows`;
    };
    input.addEventListener('input', filter);
    filter();
  }
})();
