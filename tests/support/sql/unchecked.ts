/** Functions, by name, with statements that cannot be checked, and the reason. */
export const UNCHECKED: Record<string, string> = {
  runScript: 'Migrations are files; the database of these tests is made by them.',
}
