import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { filesBelow, mirror, writeIfChanged } from './files'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const put = (name: string, content: string) => writeIfChanged(join(folder, name), content)

it('lists the files below a folder, those in folders too', () => {
  put('b/c.txt', '')
  put('a.txt', '')
  mkdirSync(join(folder, 'empty'))
  expect(filesBelow(folder).map((file) => relative(folder, file))).toEqual(['a.txt', 'b/c.txt'])
  expect(filesBelow(join(folder, 'nowhere'))).toEqual([])
})

it('leaves a file alone that has the wanted content already', () => {
  put('a.txt', 'one')
  const { ino } = statSync(join(folder, 'a.txt'))
  put('a.txt', 'one')
  expect(statSync(join(folder, 'a.txt')).ino).toBe(ino)
  put('a.txt', 'two')
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('two')
})

it('makes a folder equal to another one', () => {
  put('source/new.txt', 'new')
  put('target/old.txt', 'old')
  mirror(join(folder, 'source'), join(folder, 'target'))
  expect(filesBelow(join(folder, 'target')).map((file) => relative(folder, file))).toEqual(['target/new.txt'])
  writeFileSync(join(folder, 'source', 'new.txt'), 'newer')
  mirror(join(folder, 'source'), join(folder, 'target'))
  expect(readFileSync(join(folder, 'target', 'new.txt'), 'utf8')).toBe('newer')
})
