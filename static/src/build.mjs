// Writes static/build: app.css from the style sheets, and the page's scripts with the hash of what they import.
// Nothing here is committed; `npm ci && npm run build` makes it again.
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as sass from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '..', '..')
const out = join(root, 'static', 'build')
const govuk = join(root, 'node_modules', 'govuk-frontend', 'dist', 'govuk')

rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })

const css = sass.compile(join(here, 'scss', 'app.scss'), {
  loadPaths: [join(root, 'node_modules')],
  style: 'compressed',
  quietDeps: true
})
if (/@font-face|url\(/.test(css.css)) throw new Error('app.css must bring no font and fetch nothing')
writeFileSync(join(out, 'app.css'), css.css)

// A script is imported by its bare name in the source; in the build the name carries the hash of the file,
// so that a browser never runs today's page with yesterday's part of it.
const mark = (text) => createHash('sha256').update(text).digest('hex').slice(0, 10)
const sources = new Map([['govuk-frontend.min.js', readFileSync(join(govuk, 'govuk-frontend.min.js'), 'utf8')]])
for (const name of readdirSync(join(here, 'js'))) sources.set(name, readFileSync(join(here, 'js', name), 'utf8'))
const everything = mark([...sources.values()].join('\n'))

for (const [name, text] of sources) {
  const marked = text
    .replace(/(from|import) '\.\/([\w.-]+\.js)'/g, (_, word, file) => `${word} './${file}?v=${everything}'`)
    .replace(/\n?\/\/# sourceMappingURL=\S+\s*$/, '\n')
  writeFileSync(join(out, name), marked)
}

copyFileSync(join(here, 'icon.svg'), join(out, 'icon.svg'))
console.log(`static/build: app.css ${Math.round(css.css.length / 1024)} kB, ${sources.size} scripts`)
