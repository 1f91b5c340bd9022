// Writes src/api/schema.d.ts from the hub's OpenAPI document. `--check` fails when the committed file is not the current one.
// PYTHON: the hub's interpreter. OPENAPI_FILE: a document to use instead of asking the hub.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')
const target = join(root, 'handoff', 'console', 'src', 'api', 'schema.d.ts')
const python = process.env.PYTHON ?? join(root, '.venv', 'bin', 'python')
const document = process.env.OPENAPI_FILE
  ? readFileSync(process.env.OPENAPI_FILE, 'utf8')
  : execFileSync(python, ['-m', 'handoff.web.openapi'], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 })
const head = '// Made by `npm run api` from the hub\'s OpenAPI document. Do not edit.\n\n'
const text = head + astToString(await openapiTS(JSON.parse(document), { defaultNonNullable: true, alphabetize: true }))

if (!process.argv.includes('--check')) writeFileSync(target, text)
else if (readFileSync(target, 'utf8') !== text) {
  console.error('src/api/schema.d.ts is not what the hub says now: run `npm run api`.')
  process.exit(1)
}
