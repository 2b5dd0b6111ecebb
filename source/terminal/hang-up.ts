/**
 * Ends this process as the hang-up of its terminal would have done, which a shell counts as 129. Not
 * by `process.exit`: Node sets the modes of the terminal back there, and aborts where that is gone.
 */
export const dieOfHangUp = (): void => {
	process.removeAllListeners('SIGHUP');
	process.kill(process.pid, 'SIGHUP');
};
