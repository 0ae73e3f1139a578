import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** All files at or below a path, absolute, sorted. */
export const filesBelow = (path: string): string[] => {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile())
    .sort()
}

/** Writes a file in one move, and only when its content differs, so that nothing downstream is rebuilt for nothing. */
export const writeIfChanged = (file: string, content: string | Uint8Array): void => {
  const bytes = Buffer.from(content)
  if (existsSync(file) && readFileSync(file).equals(bytes)) return
  mkdirSync(dirname(file), { recursive: true })
  const temporary = `${file}.${process.pid}`
  writeFileSync(temporary, bytes)
  renameSync(temporary, file)
}

/** Makes `target` equal to `source`: changed files are written, files that `source` lacks are removed. */
export const mirror = (source: string, target: string): void => {
  const wanted = new Set(filesBelow(source).map((file) => relative(source, file)))
  for (const name of wanted) writeIfChanged(join(target, name), readFileSync(join(source, name)))
  for (const file of filesBelow(target)) if (!wanted.has(relative(target, file))) rmSync(file)
}
