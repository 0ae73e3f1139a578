import { maySignIn, obstacleTo, stateWhenEnabled, violationsOf, type UserState } from './user'

const states: UserState[] = ['INVITED', 'ACTIVE', 'LOCKED', 'DISABLED', 'HANDED_OVER']
const possible = (command: Parameters<typeof obstacleTo>[0]) => states.filter((state) => !obstacleTo(command, state))

describe('the life of a user', () => {
  it('allows each command in its states only', () => {
    expect(possible('activate')).toEqual(['INVITED', 'ACTIVE', 'LOCKED'])
    expect(possible('invite')).toEqual(['INVITED', 'ACTIVE', 'LOCKED'])
    expect(possible('disable')).toEqual(['INVITED', 'ACTIVE', 'LOCKED'])
    expect(possible('enable')).toEqual(['DISABLED'])
  })

  it('gives the reason of a refusal', () => {
    expect(obstacleTo('disable', 'DISABLED')).toBe('user_disabled')
    expect(obstacleTo('enable', 'ACTIVE')).toBe('user_not_disabled')
  })

  it('lets only active users sign in', () => {
    expect(states.filter(maySignIn)).toEqual(['ACTIVE'])
  })

  it('keeps who never set a password invited', () => {
    expect([stateWhenEnabled(true), stateWhenEnabled(false)]).toEqual(['ACTIVE', 'INVITED'])
  })
})

describe('the details of a user', () => {
  it('need a name of more than spaces and a mobile number that can be dialled', () => {
    expect(violationsOf({ name: ' ', mobile: 'call me' })).toEqual([
      { field: 'name', reason: 'required' },
      { field: 'mobile', reason: 'mobile_invalid' },
    ])
    for (const mobile of ['', '13800138000', '+86 138 0013 8000', '(010) 6552-9988'.slice(1)])
      expect(violationsOf({ name: '张伟', mobile })).toEqual([])
  })
})
