// A qbtui that writes: says each number when its commit has returned, and ends only by being killed.
import {writeSync} from 'node:fs';
import {openStore} from '../../source/space/store/store.ts';
import {aJob} from './job-row.ts';

const [folder = '', commits = '0'] = process.argv.slice(2);
const store = openStore({folder, now: Date.now});
writeSync(1, 'open\n');
for (let index = 1; index <= Number(commits); index++) {
	const job = aJob(index);
	store.commit({
		at: index,
		jobs: [job],
		seen: [{torrent: job.hashes[0] ?? '', completedOn: index}],
		audit: [{actor: 'http', action: 'notified', job: job.id}],
	});
	writeSync(1, `${index}\n`);
}
setInterval(() => {}, 1_000_000);
