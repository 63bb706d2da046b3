/** A fee in one language; amounts in cents. */
export interface FeeIn {
  label: string
  /** Amount or lower end of a range; 0: free; null: not fixed. */
  amountCents: number | null
  /** Upper end of a range; null: no range. */
  amountMaxCents: number | null
  /** ISO 4217 */
  currency: string
  /** When the fee is due, or how it is set; null: always due. */
  condition: string | null
}
