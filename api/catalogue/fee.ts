/** A fee in one language. */
export interface FeeIn {
  label: string
  /** Amount or lower end of a range, in cents; 0: free; null: not fixed. */
  amountCents: number | null
  /** Upper end of a range, in cents; null: no range. */
  amountMaxCents: number | null
  /** ISO 4217 */
  currency: string
  /** Case in which the fee is due, or the rule of its amount; null: always due. */
  condition: string | null
}
