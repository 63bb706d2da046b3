import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  type PothosTypeConfig,
  type SchemaTypes,
} from '@pothos/core'
import type { GraphQLSchema } from 'graphql'
import type { Rule } from '../../identity/rules.ts'
import { enforceAccess } from './enforce.ts'

/**
 * Stores the option `access` of types and fields in the schema, and enforces it. Denies by default: building a schema fails
 * if a field has no rule.
 */
export class AccessPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onTypeConfig(config: PothosTypeConfig): PothosTypeConfig {
    if (config.kind !== 'Object') return config
    return { ...config, extensions: { ...config.extensions, access: config.pothosOptions.access } }
  }

  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { access } = config.pothosOptions as { access?: Rule }
    return access ? { ...config, extensions: { ...config.extensions, access } } : config
  }

  override afterBuild(schema: GraphQLSchema): GraphQLSchema {
    return enforceAccess(schema)
  }
}

SchemaBuilder.registerPlugin('access', AccessPlugin)
