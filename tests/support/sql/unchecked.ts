/** Functions, by name, with statements that cannot be checked, and the reason. */
export const UNCHECKED: Record<string, string> = {
  runScript: 'Migrations are files; the database of these tests is made by them.',
  apply: 'Files of functions are scripts, and the functions that they replace are read from the database.',
  dropUndefined: 'The signatures of the functions come from the database.',
  shiftClock: 'The schema of the clock exists only while the demonstration is written.',
}
