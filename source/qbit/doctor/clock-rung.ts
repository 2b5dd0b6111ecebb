import type {Rung} from './shape.ts';

/** Certificates, cookies and “added on” go by the clock. */
const mostSeconds = 60;

export const clock: Rung = {
	name: 'clock',
	title: 'The clocks agree',
	needs: ['is_qbittorrent'],
	ask: async visit => {
		const answer = visit.known.stranger;
		const date = Date.parse(String(answer?.headers.date ?? ''));
		if (!answer || Number.isNaN(date)) {
			return {status: 'skip', detail: 'The server does not say what time it is.'};
		}
		// It says whole seconds.
		const seconds = Math.round((visit.place.now() - date) / 1000);
		if (Math.abs(seconds) <= mostSeconds) {
			return {status: 'pass', detail: 'The server has the same time, within a minute.'};
		}
		const side = seconds > 0 ? 'behind' : 'ahead';
		return {
			status: 'warn',
			detail: `The server’s clock is ${Math.abs(seconds)} s ${side} of this machine’s.`,
			advice: [
				'Ages, cooldowns and “added on” will be wrong by that much; certificates may be refused. Set both clocks by NTP: timedatectl set-ntp true.',
				'Verify with: date -u (on both)',
			],
		};
	},
};
