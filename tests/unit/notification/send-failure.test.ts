import { describe, expect, it } from 'vitest'
import { retryDelayMs } from '../../../api/notification/outbox/retry-backoff.ts'
import { failureOf } from '../../../api/notification/send-failure.ts'

const error = (fields: object) => Object.assign(new Error('for eva@example.org'), fields)

describe('failureOf', () => {
  it.each([
    [
      {
        code: 'EENVELOPE',
        responseCode: 550,
        response: '550 5.1.1 <eva@example.org> unknown',
        command: 'RCPT TO',
      },
      'refused',
      '550 5.1.1 RCPT TO',
    ],
    [
      { code: 'EENVELOPE', responseCode: 450, response: '450-4.2.0 greylisted', command: 'RCPT TO' },
      'deferred',
      '450 4.2.0 RCPT TO',
    ],
    [{ code: 'EMESSAGE', responseCode: 554, response: '554 spam', command: 'DATA' }, 'refused', '554 DATA'],
    [{ code: 'EMESSAGE', responseCode: 452, response: '452 full', command: 'DATA' }, 'deferred', '452 DATA'],
    [
      { code: 'EENVELOPE', responseCode: 503, response: '503 order', command: 'MAIL FROM' },
      'deferred',
      '503 MAIL FROM',
    ],
    [
      { code: 'EENVELOPE', responseCode: 530, response: '530 5.7.0 sign in first', command: 'MAIL FROM' },
      'unreachable',
      '530 5.7.0 MAIL FROM',
    ],
    [
      { code: 'EAUTH', responseCode: 535, response: '535 5.7.8 no', command: 'AUTH PLAIN' },
      'unreachable',
      '535 5.7.8 AUTH PLAIN',
    ],
    [
      { code: 'ECONNECTION', responseCode: 421, response: '421 closing', command: 'CONN' },
      'unreachable',
      '421 CONN',
    ],
    [
      { code: 'EPROTOCOL', responseCode: 554, response: '554 go away', command: 'CONN' },
      'unreachable',
      '554 CONN',
    ],
    [
      { code: 'ESOCKET', originalCode: 'ECONNREFUSED', command: 'CONN' },
      'unreachable',
      'ESOCKET ECONNREFUSED',
    ],
    [{ code: 'ETIMEDOUT', timeoutType: 'SOCKET_TIMEOUT' }, 'unreachable', 'ETIMEDOUT SOCKET_TIMEOUT'],
    [{ code: 'EENVELOPE', command: 'API' }, 'refused', 'EENVELOPE'],
    [{ code: 'ENOSPC', syscall: 'write' }, 'unreachable', 'ENOSPC'],
    [{ code: 'for eva@example.org' }, 'broken', 'Error'],
    [{}, 'broken', 'Error'],
  ])('%j is %s, with the label %j', (fields, kind, label) => {
    expect(failureOf(error(fields))).toEqual({ kind, label })
  })

  it('does not repeat a thrown value that is no error', () => {
    expect(failureOf('eva@example.org')).toEqual({ kind: 'broken', label: 'unknown' })
    expect(failureOf(null)).toEqual({ kind: 'broken', label: 'unknown' })
  })
})

describe('delays between attempts', () => {
  const seconds = (kind: 'deferred' | 'unreachable', attempts: number, random = 0.5) =>
    retryDelayMs(kind, attempts, random) / 1000

  it('grow to four hours while a server defers a message', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 8, 50].map((attempts) => seconds('deferred', attempts))
    expect(pauses).toEqual([10, 30, 90, 270, 810, 2430, 7290, 14_400, 14_400])
  })

  it('grow to five minutes while the server is unreachable', () => {
    expect([1, 2, 3, 4, 5, 50].map((attempts) => seconds('unreachable', attempts))).toEqual([
      10, 30, 90, 270, 300, 300,
    ])
  })

  it('vary at random by a fifth in both directions', () => {
    expect(seconds('deferred', 1, 0)).toBe(8)
    expect(seconds('deferred', 1, 0.999)).toBeCloseTo(12, 1)
  })
})
