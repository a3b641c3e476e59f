import { attackLayer } from '../../../lib/core/alerts/attack-layer';

const rule = (title: string, ...tags: readonly string[]) => ({ title, level: 'high', tags }) as const;

describe('attackLayer', () => {
  it('counts the rules about each technique, sub-techniques by themselves', () => {
    const rules = [
      rule('One', 'attack.t1651', 'attack.execution'),
      rule('Two', 'attack.T1651', 'attack.t1651', 'attack.t1021.007'),
      rule('Three', 'cve.2024.1'),
    ];
    expect(attackLayer(rules)).toMatchObject({
      name: 'ssm-audit',
      domain: 'enterprise-attack',
      versions: { layer: '4.5' },
      techniques: [
        { techniqueID: 'T1021.007', score: 1, comment: 'Two (high)' },
        { techniqueID: 'T1651', score: 2, comment: 'One (high); Two (high)' },
      ],
      gradient: { minValue: 1, maxValue: 2 },
    });
  });

  it('is empty without rules', () => {
    expect(attackLayer([]).techniques).toEqual([]);
  });
});
