/** Functions whose statements cannot be checked, with the reason. */
export const UNCHECKED: Record<string, string> = {
  runScript: 'Migrations are files; the database of these tests is made by them.',
}
