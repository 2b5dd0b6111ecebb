import {it} from 'vitest';
import {labAvailable} from '../lab/lab.ts';
import {hasSecondDevice} from '../space/orchestrator-on-server.ts';
import {tellMoving} from './moving.ts';

it('on 5.3, what is complete moves to the large disk, and a person has the last word', {
	timeout: 600_000,
}, async ({skip}) => {
	if (!hasSecondDevice) skip('no second device: /dev/shm is missing');
	if (!(await labAvailable('5.1', '5.3'))) skip('no lab');
	await tellMoving('5.3');
});
