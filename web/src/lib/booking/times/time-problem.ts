/** Why a chosen time could not be held, as the pages show it. */
export type TimeProblem =
  | { kind: 'taken'; alternatives: string[] }
  | { kind: 'challenge'; challenge: string; start: string; key: string }
  | { kind: 'limit'; message: string; retryAt: string | null }
  | { kind: 'refused'; message: string }
  | { kind: 'missing'; message: string }
