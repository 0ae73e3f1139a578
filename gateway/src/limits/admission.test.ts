import { admissionGate } from './admission'

const SAMPLE = 250

/** A gate with `open` requests under way that has finished `rate` requests a second for ten seconds. */
const loaded = (open: number, rate: number) => {
  const gate = admissionGate()
  for (let i = 0; i < open; i++) gate.enter()
  working(gate, rate, 40)
  return gate
}

const working = (gate: ReturnType<typeof admissionGate>, rate: number, samples: number) => {
  for (let i = 0; i < samples; i++) {
    for (let n = 0; n < (rate * SAMPLE) / 1000; n++) {
      gate.enter()
      gate.leave()
    }
    gate.sample(SAMPLE)
  }
}

describe('admissionGate', () => {
  it('admits everybody while few are under way, however slow it goes', () => {
    expect(loaded(250, 4).admits()).toBe(true)
  })

  it('admits many who are answered quickly', () => {
    expect(loaded(1000, 1200).admits()).toBe(true)
  })

  it('refuses who would wait too long, and admits again when fewer wait', () => {
    const gate = loaded(1500, 800)
    expect(gate.admits()).toBe(false)
    for (let i = 0; i < 800; i++) gate.leave()
    expect(gate.admits()).toBe(true)
  })

  it('lets in a crowd that comes at once, but not while the one before it still waits', () => {
    const gate = loaded(0, 400)
    for (let i = 0; i < 1000; i++) gate.enter()
    expect(gate.admits()).toBe(true)
    working(gate, 400, 8)
    expect(gate.admits()).toBe(false)
    for (let i = 0; i < 1000; i++) gate.leave()
    working(gate, 400, 1)
    for (let i = 0; i < 1000; i++) gate.enter()
    expect(gate.admits()).toBe(true)
  })

  it('lets requests wait when nothing is finished at all, as when the database moves', () => {
    const gate = loaded(1500, 800)
    working(gate, 0, 12)
    expect(gate.admits()).toBe(true)
  })

  it('does not take it for a stall that nobody asked', () => {
    const gate = loaded(0, 400)
    working(gate, 0, 40)
    for (let i = 0; i < 1024; i++) gate.enter()
    expect(gate.admits()).toBe(false)
    expect(gate.hasRoom(32)).toBe(false)
  })

  it('learns when less can be done than before', () => {
    const gate = loaded(700, 800)
    expect(gate.admits()).toBe(true)
    working(gate, 300, 12)
    expect(gate.admits()).toBe(false)
  })

  it('begins more and more while nothing is finished, so that who needs somebody else gets on', () => {
    const gate = loaded(1000, 800)
    expect(gate.hasRoom(31)).toBe(true)
    expect(gate.hasRoom(32)).toBe(false)
    working(gate, 0, 8)
    expect(gate.hasRoom(32)).toBe(true)
    expect(gate.hasRoom(999)).toBe(false)
    working(gate, 0, 40)
    expect(gate.hasRoom(999)).toBe(true)
    working(gate, 800, 1)
    expect(gate.hasRoom(32)).toBe(false)
  })

  it('never admits more than memory bears', () => {
    const gate = loaded(2500, 4000)
    expect(gate.admits()).toBe(false)
    working(gate, 0, 12)
    expect(gate.admits()).toBe(false)
  })
})
