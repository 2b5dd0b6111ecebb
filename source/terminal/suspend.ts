import type {Host} from './endings.ts';

type SuspensionOptions = {host: Host; exit: () => void; enter: () => void};

// Nothing stops a process without a shell that could bring it back; then the show goes on.
const nobodyStopsUs = 300;

/** Ctrl-Z and the way back. */
export function createSuspension({host, exit, enter}: SuspensionOptions) {
	// Also holds the process, which would end at `fg` when nothing else does.
	let timer: NodeJS.Timeout | undefined;

	const suspend = () => {
		exit();
		host.off('SIGTSTP', suspend);
		clearTimeout(timer);
		timer = setTimeout(resume, nobodyStopsUs);
		// The whole process group, as the terminal itself would.
		host.kill(0, 'SIGTSTP');
	};

	const resume = () => {
		clearTimeout(timer);
		host.off('SIGTSTP', suspend);
		host.on('SIGTSTP', suspend);
		// After a SIGSTOP, which nobody sees coming, a shell has used the terminal.
		exit();
		enter();
	};

	host.on('SIGTSTP', suspend);
	host.on('SIGCONT', resume);
	return {
		suspend,
		stop: () => {
			clearTimeout(timer);
			host.off('SIGTSTP', suspend);
			host.off('SIGCONT', resume);
		},
	};
}
