import assert from "node:assert/strict";
import { Client } from "@hubspot/api-client";

const { url, token } = JSON.parse(process.env.HUBSPOT);
const portal = new Client({ basePath: url, accessToken: token, numberOfApiCallRetries: 3 });

const contacts = await portal.crm.contacts.basicApi.getPage(2, undefined, ["email"]);
assert.equal(contacts.results.length, 2);
const id = contacts.results[0].id;
const task = await portal.crm.objects.tasks.basicApi.create({
  properties: { hs_timestamp: "2026-11-20T10:00:00Z", hs_task_subject: "By a client", hs_task_status: "NOT_STARTED" },
  associations: [{ to: { id }, types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 204 }] }],
});
assert.match(task.id, /^[0-9]+$/);
const read = await portal.crm.objects.tasks.basicApi.getById(task.id, ["hs_task_subject"], undefined, ["contacts"]);
assert.equal(read.properties.hs_task_subject, "By a client");
assert.equal(read.associations.contacts.results[0].id, id);
await portal.crm.objects.tasks.basicApi.update(task.id, { properties: { hs_task_status: "COMPLETED" } });
const batch = await portal.crm.objects.tasks.batchApi.read({ inputs: [{ id: task.id }, { id: "404" }], properties: ["hs_task_status"], propertiesWithHistory: [] });
assert.equal(batch.results[0].properties.hs_task_status, "COMPLETED");
const all = await portal.crm.contacts.getAll(100);
assert.equal(all.length, 50);
await assert.rejects(portal.crm.objects.tasks.basicApi.getById("404"), error => error.code === 404);
const found = await portal.crm.objects.calls.searchApi.doSearch({ limit: 5, sorts: ["hs_lastmodifieddate"], filterGroups: [], properties: [] });
assert.ok(found.total >= found.results.length);
const owners = await portal.crm.owners.ownersApi.getPage();
assert.ok(owners.results.length > 0);
const properties = await portal.crm.properties.coreApi.getAll("tasks");
assert.ok(properties.results.some(property => property.name === "hs_task_subject"));
await portal.crm.objects.tasks.basicApi.archive(task.id);
await assert.rejects(portal.crm.objects.tasks.basicApi.getById(task.id), error => error.code === 404);
console.log("@hubspot/api-client: done");
