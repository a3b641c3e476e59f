import { NamesToTell } from '../../../lib/core/explorer/told-names';
import { readNames } from '../../../lib/core/names/read-names';

const { names } = readNames(
  'id,name,kind\n111122223333,Payments,account\n10.0.0.0/8,Office,network\n9067-1f,Ana,identityCenterUser\n',
);

it('tells each name once, wherever its ID is', () => {
  const toTell = new NamesToTell(names);
  const row = { recipientAccountId: '111122223333', sourceIPAddress: '10.1.2.3', other: ['x', 1, null, true] };
  expect(toTell.in({ type: 'rows', rows: [row, { ...row, sourceIPAddress: '10.1.2.4' }] })).toEqual(
    expect.arrayContaining([
      { kind: 'account', id: '111122223333', name: 'Payments' },
      { kind: 'network', id: '10.1.2.3', name: 'Office' },
      { kind: 'network', id: '10.1.2.4', name: 'Office' },
    ]),
  );
  expect(toTell.in({ deep: { deeper: [row] } })).toEqual([]);
});

it('tells the name of a user only where Identity Center says who it is', () => {
  const toTell = new NamesToTell(names);
  expect(toTell.in([{ actor: '9067-1f', actorSource: 'sessionName' }, { actor: { toString: '9067-1f' } }])).toEqual([]);
  expect(toTell.in([{ actor: '9067-1f', actorSource: 'identityCenterUser', actorAliases: 'x', roleArn: 1 }])).toEqual([
    { kind: 'identityCenterUser', id: '9067-1f', name: 'Ana' },
  ]);
});
