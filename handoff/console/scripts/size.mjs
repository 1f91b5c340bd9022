// What a browser loads until a butler sees the desk, gzipped, against its budget: the entry, the desk and everything they import.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const BUDGET_KB = 350
const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist')
const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'))
const files = new Set()

/** @param {string} key */
function collect(key) {
  const chunk = manifest[key]
  if (files.has(chunk.file)) return
  files.add(chunk.file)
  for (const style of chunk.css ?? []) files.add(style)
  for (const imported of chunk.imports ?? []) collect(imported)
}

collect('index.html')
collect('src/views/DeskView.vue')
let total = 0
for (const file of files) {
  const kb = gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / 1024
  total += kb
  console.log(`${kb.toFixed(1).padStart(8)} kB  ${file}`)
}
console.log(`${total.toFixed(1).padStart(8)} kB  first load, gzipped (budget ${BUDGET_KB} kB)`)
if (total > BUDGET_KB) process.exit(1)
