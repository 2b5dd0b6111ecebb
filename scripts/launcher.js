#!/usr/bin/env node
// Old syntax on purpose: every Node since 8 must be able to read this file and say what it lacks.
// It is an ES module for a Node that knows them, and CommonJS for an older one.
// biome-ignore-all lint: written for engines that lack what the linter would like to see
(function () {
	'use strict';
	var needed = [22, 19];

	function isNew() {
		var own = process.versions.node.split('.').map(Number);
		return own[0] > needed[0] || (own[0] === needed[0] && own[1] >= needed[1]);
	}

	/** `import` as a function: the word itself is a syntax error for Node 8. */
	function importModule(name) {
		return new Function('name', 'return import(name)')(name);
	}

	function load(name) {
		if (typeof require === 'function') return Promise.resolve(require(name));
		if (process.getBuiltinModule) return Promise.resolve(process.getBuiltinModule(name));
		return importModule(name).then(function (module) {
			return module.default;
		});
	}

	function refuse() {
		var message =
			'qbtui needs Node 22.19 or newer; this is ' +
			process.version +
			': install a newer one from your package manager or nodejs.org, or take the archive of ' +
			'qbtui, which brings its own.';
		var failure = {error: {code: 'Config', message: message, advice: []}};
		if (process.argv.indexOf('--json') !== -1)
			process.stdout.write(JSON.stringify(failure, null, 2) + '\n');
		process.stderr.write(message + '\n');
		process.exitCode = 2;
	}

	/** A link such as the one in a global bin folder leads to the real file. */
	function findLauncher(fs) {
		var file = process.argv[1];
		return fs.realpathSync(fs.existsSync(file) ? file : file + '.js');
	}

	/** The Node that a checkout of qbtui has installed for itself; not the one that runs this. */
	function findNode(fs, path, launcher) {
		var modules = path.join(path.dirname(launcher), '..', 'node_modules');
		var platform = process.platform === 'win32' ? 'win' : process.platform;
		var name = 'node-' + platform + '-' + process.arch;
		var program = platform === 'win' ? 'node.exe' : 'node';
		return [
			path.join(modules, 'node', 'bin', program),
			path.join(modules, 'node', 'node_modules', name, 'bin', program),
			path.join(modules, name, 'bin', program),
		].filter(function (file) {
			return fs.existsSync(file) && fs.realpathSync(file) !== process.execPath;
		})[0];
	}

	function forwardSignals(child) {
		var names = ['SIGINT', 'SIGTERM', 'SIGHUP'];
		var forward = names.map(function (name) {
			return function () {
				child.kill(name);
			};
		});
		names.forEach(function (name, index) {
			process.on(name, forward[index]);
		});
		return function () {
			names.forEach(function (name, index) {
				process.removeListener(name, forward[index]);
			});
		};
	}

	function runWith(node, script, spawn) {
		var args = process.execArgv.concat(script, process.argv.slice(2));
		var env = Object.assign({}, process.env, {QBTUI_LAUNCHED_BY: String(process.pid)});
		var child = spawn(node, args, {stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env: env});
		var stopForwarding = forwardSignals(child);
		child.on('error', refuse);
		child.on('exit', function (code, signal) {
			stopForwarding();
			if (signal) process.kill(process.pid, signal);
			else process.exit(code);
		});
	}

	function runElsewhere() {
		return Promise.all([load('fs'), load('path'), load('child_process')]).then(function (modules) {
			var launcher = findLauncher(modules[0]);
			var node = findNode(modules[0], modules[1], launcher);
			if (node) runWith(node, launcher, modules[2].spawn);
			else refuse();
		});
	}

	/**
	 * Who kills the launcher with a signal that nobody hears means this process: it would go on alone,
	 * and hold the state folder. The channel between the two ends with either.
	 */
	function endWithLauncher() {
		var isLaunched = process.env.QBTUI_LAUNCHED_BY === String(process.ppid);
		delete process.env.QBTUI_LAUNCHED_BY;
		if (!isLaunched || !process.channel) return;
		process.once('disconnect', function () {
			process.kill(process.pid, 'SIGKILL');
		});
		process.channel.unref();
	}

	/** Node keeps what it has compiled, and starts qbtui sooner the next time. */
	function keepCompiled(fs, path) {
		var base = process.env.XDG_CACHE_HOME || process.env.LOCALAPPDATA;
		var home = process.env.HOME;
		// Where there is no such folder, none is made: a user without a home needs no cache.
		if (!base && !(home && fs.existsSync(home))) return;
		var folder = path.join(base || path.join(home, '.cache'), 'qbtui', 'compiled');
		if (makeFolder(fs, path, folder)) process.getBuiltinModule('module').enableCompileCache(folder);
	}

	/** Whether it is there then. Not left to Node, which tries for ever below a HOME of /proc. */
	function makeFolder(fs, path, folder) {
		if (fs.existsSync(folder)) return true;
		if (!makeFolder(fs, path, path.dirname(folder))) return false;
		try {
			fs.mkdirSync(folder);
		} catch (error) {
			// Another start of qbtui may have been first.
		}
		return fs.existsSync(folder);
	}

	function runHere() {
		return Promise.all([load('fs'), load('path'), load('url')]).then(function (modules) {
			var path = modules[1];
			endWithLauncher();
			keepCompiled(modules[0], path);
			var file = path.join(path.dirname(findLauncher(modules[0])), 'qbtui.js');
			return importModule(modules[2].pathToFileURL(file).href);
		});
	}

	(isNew() ? runHere() : runElsewhere()).catch(function (error) {
		console.error(error);
		process.exit(1);
	});
})();
