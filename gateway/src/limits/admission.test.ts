import { admissionGate } from './admission'

describe('admissionGate', () => {
  const loaded = (open: number, finishedPerSample: number) => {
    const gate = admissionGate()
    for (let i = 0; i < open + finishedPerSample; i++) gate.enter()
    for (let i = 0; i < finishedPerSample; i++) gate.leave()
    gate.sample(250)
    return gate
  }

  it('admits everybody while few are under way, however slow it goes', () => {
    expect(loaded(99, 1).admits()).toBe(true)
  })

  it('admits many who are answered quickly', () => {
    expect(loaded(1000, 250).admits()).toBe(true)
  })

  it('refuses who would wait too long, and admits again when it goes better', () => {
    const gate = loaded(1000, 50)
    expect(gate.admits()).toBe(false)
    for (let i = 0; i < 900; i++) gate.leave()
    gate.sample(250)
    expect(gate.admits()).toBe(true)
  })
})
