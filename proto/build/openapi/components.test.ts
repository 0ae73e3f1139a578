import { createComponents } from './components'

describe('named schemas', () => {
  it('are described once', () => {
    const components = createComponents()
    const describeSchema = jest.fn(() => ({ type: 'object' as const }))
    components.refer('Deal', 'rapport.sales.v1.Deal', describeSchema)
    expect(components.refer('Deal', 'rapport.sales.v1.Deal', describeSchema)).toEqual({
      $ref: '#/components/schemas/Deal',
    })
    expect(describeSchema).toHaveBeenCalledTimes(1)
  })

  it('may refer to themselves', () => {
    const components = createComponents()
    const tree = () => ({ items: components.refer('Tree', 'tree', () => ({})) })
    components.refer('Tree', 'tree', tree)
    expect(components.schemas()).toEqual({ Tree: { items: { $ref: '#/components/schemas/Tree' } } })
  })

  it('refuse one name for two messages', () => {
    const components = createComponents()
    components.refer('Task', 'rapport.sales.v1.Task', () => ({}))
    expect(() => components.refer('Task', 'rapport.support.v1.Task', () => ({}))).toThrow(
      'rapport.sales.v1.Task and rapport.support.v1.Task are both called Task',
    )
  })
})
