// Runs each query of the arguments in DuckDB and prints its rows, an object a
// row, a list of them a query. The module is that in the folder DUCKDB_NODE.
const { createRequire } = require('node:module');
const path = require('node:path');
const { DuckDBInstance } = createRequire(path.join(process.env.DUCKDB_NODE, 'x.js'))('@duckdb/node-api');

(async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const query of process.argv.slice(2)) {
    const reader = await connection.runAndReadAll(query);
    console.log(JSON.stringify(reader.getRowObjectsJson()));
  }
})().catch((err) => { console.error(err.message); process.exit(1); });
