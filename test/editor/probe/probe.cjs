// Runs in the extension host beside the extension under test and answers what the tests ask over HTTP: the body is the
// source of a function of (vscode, argument), the answer what it returns. The port is left in a file of the folder that
// TABLEREAD_PROBE names, one file for each window.
const { mkdirSync, renameSync, writeFileSync } = require('node:fs');
const { createServer } = require('node:http');
const { join } = require('node:path');
const vscode = require('vscode');

exports.activate = (context) => {
  const folder = process.env.TABLEREAD_PROBE;
  if (folder === undefined) return;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (data) => (body += data));
    request.on('end', async () => {
      try {
        const { source, argument } = JSON.parse(body);
        // __name: what a compiler of the tests may have put around functions.
        const run = (0, eval)(`((__name) => (${source}))((value) => value)`);
        const value = await run(vscode, argument, require);
        response.end(JSON.stringify({ value }));
      } catch (error) {
        response.end(JSON.stringify({ error: String(error && error.stack ? error.stack : error) }));
      }
    });
  });
  server.listen(0, '127.0.0.1', () => {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${process.pid}.json`);
    writeFileSync(`${file}.new`, JSON.stringify({ port: server.address().port }));
    renameSync(`${file}.new`, file);
  });
  context.subscriptions.push({ dispose: () => server.close() });
};
