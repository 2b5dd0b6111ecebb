// A qbtui that moves, in a process of its own: says each state that the job of a torrent comes to.
import {writeSync} from 'node:fs';
import {startOrchestrator} from './an-orchestrator.ts';
import {jobOf} from './job-world.ts';

const [url = '', username = '', password = '', ssd = '', hdd = '', state = '', hash = ''] =
	process.argv.slice(2);
const {orchestrator, until} = await startOrchestrator({url, username, password}, {ssd, hdd, state});
let said = '';
orchestrator.store.subscribe(() => {
	const {jobs, ended} = orchestrator.store.get();
	const now = jobOf([...jobs, ...ended], hash)?.state ?? 'none';
	if (now !== said) writeSync(1, `${now}\n`);
	said = now;
});
await until(now => now.state === 'running');
orchestrator.move([hash]);
