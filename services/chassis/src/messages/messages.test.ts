import { createCatalogue } from './catalogue'
import { defineMessages } from './messages'
import { plainReason } from '../rpc/status/kinds'

describe('messages', () => {
  it.each([
    [{ gone: { en: 'Gone {id}.', 'zh-CN': '已删除。' } }, /gone has other parameters/],
    [{ gone: { en: 'Gone.', 'zh-CN': 'Gone.' } }, /gone is not Chinese/],
    [{ gone: { en: '没了。', 'zh-CN': '没了。' } }, /gone is Chinese/],
    [{ gone: { en: '', 'zh-CN': '没了。' } }, /gone lacks a sentence/],
    [{ IsGone: { en: 'Gone.', 'zh-CN': '没了。' } }, /IsGone is no reason/],
  ])('are refused when a language is missing or differs: %j', (messages, fault) => {
    expect(() => defineMessages(messages)).toThrow(fault)
  })

  it('become sentences in the language of the caller', () => {
    const catalogue = createCatalogue({ account_duplicate: { en: 'Like {name}.', 'zh-CN': '与{name}重复。' } })
    expect(catalogue.sentence('account_duplicate', { name: '云启' }, 'zh-CN')).toBe('与云启重复。')
    expect(catalogue.sentence('account_duplicate', { name: '云启' }, 'en')).toBe('Like 云启.')
    expect(catalogue.sentence('unheard_of', {}, 'en')).toBeUndefined()
  })

  it('exist for every kind of failure', () => {
    const catalogue = createCatalogue()
    const kinds = ['invalid', 'unauthenticated', 'denied', 'notFound', 'conflict', 'stale'] as const
    const others = ['idempotencyMismatch', 'exhausted', 'unavailable', 'deadline', 'cancelled'] as const
    for (const kind of [...kinds, ...others, 'unimplemented', 'internal'] as const) {
      expect(catalogue.sentence(plainReason(kind), {}, 'zh-CN')).toBeTruthy()
    }
  })
})
