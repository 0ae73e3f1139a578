import { detectFormat } from './detectFormat'

describe('detectFormat', () => {
  it('knows an XLSX by its first bytes and takes any other text for CSV', () => {
    expect(detectFormat(Buffer.from('PK\x03\x04'))).toBe('XLSX')
    expect(detectFormat(Buffer.from('公司,手机'))).toBe('CSV')
    expect(detectFormat(new Uint8Array())).toBe('CSV')
  })

  it('refuses old and protected files', () => {
    const compoundFile = Buffer.from('d0cf11e0a1b11ae1', 'hex')
    expect(() => detectFormat(compoundFile)).toThrow(expect.objectContaining({ reason: 'import_format_unsupported' }))
  })
})
