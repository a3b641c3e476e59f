import { refusedCall, ssmCall, touched } from './ssm-call';

const TASK = '0123456789abcdef0123456789abcdef';
const RUNTIME = `${TASK}-2531612879`;

it.each([
  ['orders', `ecs:orders_${TASK}_${RUNTIME}`],
  ['shop_of_orders', `ecs:shop_of_orders_${TASK}_${RUNTIME}`],
])('finds a session into a container by its cluster %s, its task and the whole target', (cluster, target) => {
  expect(touched(ssmCall('StartSession', { requestParameters: { target } }))).toEqual([
    `target ecsTask ${target}`,
    `target ecsTask ${TASK}`,
    `target ecsCluster ${cluster}`,
    'implied document SSM-SessionManagerRunShell',
  ]);
});

it('finds a refused one by what the ARN of its task says', () => {
  const refused = refusedCall('StartSession', `arn:aws:ecs:eu-west-1:111122223333:task/orders/${TASK}`);
  expect(touched(refused)).toContain(`target ecsTask ${TASK}`);
  expect(touched(refused)).toContain('target ecsCluster orders');
});

it('takes what an ARN of the old form tells, and a target without parts as it is', () => {
  const refused = refusedCall('StartSession', `arn:aws:ecs:eu-west-1:111122223333:task/${TASK}`);
  expect(touched(refused).filter((text) => text.includes('ecs'))).toEqual([`target ecsTask ${TASK}`]);
  const odd = ssmCall('StartSession', { requestParameters: { target: 'ecs:orders_x' } });
  expect(touched(odd).filter((text) => text.includes('ecs'))).toEqual(['target ecsTask ecs:orders_x']);
});
