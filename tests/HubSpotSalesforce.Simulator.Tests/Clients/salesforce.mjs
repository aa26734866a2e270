import assert from "node:assert/strict";
import jsforce from "jsforce";

const { url, clientId, clientSecret } = JSON.parse(process.env.SALESFORCE);
const org = new jsforce.Connection({ version: "67.0", instanceUrl: url, oauth2: { loginUrl: url, clientId, clientSecret } });
await org.authorize({ grant_type: "client_credentials" });
const me = await org.identity();
assert.match(me.user_id, /^005/);

const [contact] = (await org.query("SELECT Id, Email FROM Contact LIMIT 1")).records;
assert.match(contact.Id, /^003/);

const described = await org.sobject("Task").describe();
assert.ok(described.fields.some(field => field.name === "WhoId"));

const made = await org.sobject("Task").create({ Subject: "By a client", Status: "Completed", WhoId: contact.Id });
assert.equal(made.success, true);
await org.sobject("Task").update({ Id: made.id, Priority: "High" });
assert.equal((await org.sobject("Task").retrieve(made.id)).Priority, "High");

const many = await org.sobject("Task").create([1, 2, 3].map(n => ({ Subject: `Together ${n}`, Status: "Completed" })));
assert.ok(many.every(one => one.success));
const paged = await org.query("SELECT Id, Subject FROM Task ORDER BY Id", { autoFetch: true, maxFetch: 5000 });
assert.equal(paged.records.length, paged.totalSize);

await assert.rejects(org.query("SELECT Nothing__c FROM Task"), { errorCode: "INVALID_FIELD" });
await assert.rejects(org.sobject("Task").create({ Subject: "x", WhoId: "not an id" }), error => error.errorCode === "MALFORMED_ID");

const job = await org.bulk2.loadAndWaitForResults({ object: "Task", operation: "insert", input: [{ Subject: "By a job", Status: "Completed", WhoId: contact.Id }], pollInterval: 10, pollTimeout: 20000 });
assert.equal(job.successfulResults.length, 1);
assert.equal(job.failedResults.length, 0);
const rows = await (await org.bulk2.query("SELECT Id, Subject FROM Task WHERE Subject = 'By a job'", { pollInterval: 10, pollTimeout: 20000 })).toArray();
assert.equal(rows.length, 1);

await org.sobject("Task").destroy(made.id);
assert.equal((await org.query(`SELECT Id FROM Task WHERE Id = '${made.id}'`)).totalSize, 0);
assert.equal((await org.query(`SELECT Id, IsDeleted FROM Task WHERE Id = '${made.id}'`, { scanAll: true })).totalSize, 1);
const limits = await org.limits();
assert.ok(limits.DailyApiRequests.Remaining <= limits.DailyApiRequests.Max);
console.log("jsforce: done");
