/** What is under way, drawn anew while it lasts, and then gone. */
export type Spinner = {
	show: (text: string) => void;
	/** Before anything else is written. */
	clear: () => void;
};

const frames = {unicode: [...'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'], ascii: [...'-\\|/']};
const frameMs = 80;

/** @param draw replaces the line; '' removes it */
export const createSpinner = (
	draw: (line: string) => void,
	{ascii}: {ascii: boolean},
	now: () => number,
): Spinner => {
	const marks = ascii ? frames.ascii : frames.unicode;
	let timer: NodeJS.Timeout | undefined;
	const clear = (): void => {
		if (!timer) return;
		clearInterval(timer);
		timer = undefined;
		draw('');
	};
	return {
		clear,
		show: text => {
			clear();
			const startedAt = now();
			let frame = 0;
			const drawNext = (): void => {
				const seconds = (now() - startedAt) / 1000;
				const time = seconds < 1 ? '' : ` ${seconds.toFixed(0)} s`;
				draw(`${marks[frame++ % marks.length]} ${text}${time}`);
			};
			drawNext();
			timer = setInterval(drawNext, frameMs);
		},
	};
};
