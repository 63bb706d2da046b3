import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

/** The TypeScript program of the API, with additional files in memory. */
export interface SqlProgram {
  checker: ts.TypeChecker
  /** Files of the API without generated ones, then the files in memory. */
  files: ts.SourceFile[]
}

/**
 * Loads `api/` with the settings of the project. Types are computed on demand, which is much faster than checking the whole
 * project.
 * @param inMemory texts of additional files by their path in the project
 */
export function openProgram(inMemory: Record<string, string> = {}): SqlProgram {
  const { config } = ts.readConfigFile(`${ROOT}tsconfig.json`, ts.sys.readFile)
  const { options, fileNames } = ts.parseJsonConfigFileContent(
    { ...config, include: ['api/**/*.ts'], exclude: ['api/generated'] },
    ts.sys,
    ROOT,
  )
  const texts = new Map(Object.entries(inMemory).map(([path, text]) => [ROOT + path, text]))
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile } = host
  host.fileExists = (path) => texts.has(path) || fileExists(path)
  host.readFile = (path) => texts.get(path) ?? readFile(path)
  const names = [...fileNames, ...texts.keys()]
  const program = ts.createProgram(names, options, host)
  return { checker: program.getTypeChecker(), files: names.map((name) => program.getSourceFile(name)!) }
}

/** Path in the project. */
export const pathOf = (file: ts.SourceFile): string => relative(ROOT, file.fileName)

/** Path and line, in the format of editors. */
export function placeOf(node: ts.Node): string {
  const file = node.getSourceFile()
  return `${pathOf(file)}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
}
