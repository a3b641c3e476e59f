/** A template, as far as it is changed here. */
export interface TemplateBody {
  Resources: Record<string, TemplateResource>;
  Outputs?: Record<string, unknown>;
}

interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  DependsOn?: string | string[];
}

/** What the emulator cannot make, by the name that the report has. */
const LACKING: readonly { readonly name: string; readonly is: (resource: TemplateResource) => boolean }[] = [
  { name: 'AWS::CloudTrail::Trail', is: ({ Type }) => Type === 'AWS::CloudTrail::Trail' },
  { name: 'AWS::Events::EventBusPolicy', is: ({ Type }) => Type === 'AWS::Events::EventBusPolicy' },
  {
    name: 'AWS::CloudWatch::Alarm (metric math)',
    is: ({ Type, Properties }) =>
      Type === 'AWS::CloudWatch::Alarm' &&
      [Properties?.['Metrics'] ?? []].flat().some((metric) => Object(metric).Expression !== undefined),
  },
];

/** Takes out of a template what the emulator lacks. Gives its logical IDs by name. Nothing else may refer to them. */
export function strip(template: TemplateBody): ReadonlyMap<string, readonly string[]> {
  const gone = new Map(
    LACKING.map(({ name, is }) => [
      name,
      Object.entries(template.Resources).flatMap(([id, resource]) => (is(resource) ? [id] : [])),
    ]),
  );
  const ids = [...gone.values()].flat();
  for (const id of ids) delete template.Resources[id];
  for (const resource of Object.values(template.Resources)) {
    const left = [resource.DependsOn ?? []].flat().filter((id) => !ids.includes(id));
    if (left.length > 0) resource.DependsOn = left;
    else delete resource.DependsOn;
  }
  return gone;
}
