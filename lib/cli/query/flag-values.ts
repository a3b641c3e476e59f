import type { CONDITIONS, ConditionName, ListName, RecordConditionName, SwitchName } from '../../core/query/conditions';

/** `source-ip` as `sourceIp`: how commander names the value of a flag. */
type CamelCase<Text extends string> = Text extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Text;
type WithoutValue<Text extends string> = Text extends `${infer Name} <${string}>` ? Name : Text;
type WithoutNo<Text extends string> = Text extends `no-${infer Name}` ? Name : Text;

/** The name of the value of a flag: `sourceIp` for `--source-ip <address>`, `agent` for `--no-agent`. */
export type FlagKey<Flag extends string> = Flag extends `--${infer Name}`
  ? CamelCase<WithoutNo<WithoutValue<Name>>>
  : never;

type FlagOf<Name extends ConditionName> = (typeof CONDITIONS)[Name]['flag'];

/** The values of the conditions' flags, as commander gives them. `agent` is false for `--no-agent`. */
export type FlagValues = {
  readonly [Name in ListName | RecordConditionName as FlagKey<FlagOf<Name>>]?: readonly string[];
} & { readonly [Name in Exclude<SwitchName, 'noAgent'> as FlagKey<FlagOf<Name>>]?: true } & {
  readonly agent: boolean;
};

/** The name under which commander gives the value of a flag. */
export function flagKey<const Flag extends string>(flag: Flag): FlagKey<Flag> {
  const [name = ''] = flag.replace(/^--(?:no-)?/, '').split(' ');
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()) as FlagKey<Flag>;
}
