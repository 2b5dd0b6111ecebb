#!/bin/sh
# Tells qbtui serve that a torrent is complete, from images that have no Node. For qBittorrent's
# Options → Downloads → Run external program on torrent finished:
#
#   /config/qbtui-notify.sh "%I" "%N" "%L" "%F" "%R" "%D" %C %Z "%G" "%T" "%J" "%K"
#
# The shorter form of older set-ups does, too: "%I" "%N" "%L" "%F" %C %Z "%G".
#
#   QBIT_MANAGER_URL                             where qbtui serve answers; http://127.0.0.1:8081
#   HTTP_API_KEY, QBIT_MANAGER_API_KEY,
#   or either with _FILE: a file with the key    its key
#   QBTUI_SPOOL                                  folder for word that it does not take now:
#                                                LOCK_DIR/queue, or the queue folder of its state
#
# Whatever goes wrong, word of the torrent is left in that folder, where qbtui serve finds it within
# a minute. Needs curl; without it, everything goes through the folder.
set -u

say() { printf 'qbtui-notify: %s\n' "$*" >&2; }

is_hash() {
	case $1 in '' | *[!0-9a-fA-F]*) return 1 ;; esac
	[ "${#1}" -eq 40 ] || [ "${#1}" -eq 64 ] || [ "${#1}" -eq 32 ]
}

first_line() { [ -r "$1" ] && head -n 1 "$1" | tr -d '\r'; }

# Twelve words bring all the hashes; of seven, or however many, the first is one.
hash=${1:-} name=${2:-} hash_v2='' torrent_id=''
if [ "$#" -eq 12 ]; then hash_v2=${11} torrent_id=${12}; fi

id=
for candidate in "$torrent_id" "$hash" "$hash_v2"; do
	if is_hash "$candidate"; then
		id=$candidate
		break
	fi
done
if [ -z "$id" ]; then
	say 'the first word must be the hash of a torrent: "%I"'
	exit 2
fi

url=${QBIT_MANAGER_URL:-${QBTUI_SERVICE_URL:-http://127.0.0.1:${HTTP_PORT:-8081}}}
key=${QBIT_MANAGER_API_KEY:-${HTTP_API_KEY:-}}
key_file=${QBIT_MANAGER_API_KEY_FILE:-${HTTP_API_KEY_FILE:-}}
if [ -z "$key" ] && [ -n "$key_file" ]; then key=$(first_line "$key_file"); fi

# The key goes in by standard input: a command line can be read by everybody on the machine.
tell() {
	printf 'header = "X-API-Key: %s"\n' "$(printf %s "$key" | sed 's/[\\"]/\\&/g')" |
		curl -K - -sS -m 10 -o /dev/null -w '%{http_code}' \
			--data-urlencode "hash=$id" \
			--data-urlencode "hash_v1=$hash" \
			--data-urlencode "hash_v2=$hash_v2" \
			--data-urlencode "torrent_id=$torrent_id" \
			--data-urlencode "name=$name" \
			"${url%/}/notify/torrent-finished" 2>&1
}

why='curl is not installed'
if [ -z "$key" ]; then
	why='no key is set (HTTP_API_KEY or HTTP_API_KEY_FILE)'
elif command -v curl >/dev/null 2>&1; then
	for pause in 1 1 0; do
		why=$(tell)
		if [ "$why" = 200 ]; then exit 0; fi
		# What is refused now is refused again; what was not answered may be.
		case $why in 4??) break ;; esac
		[ "$pause" = 0 ] || sleep "$pause"
	done
fi

spool=${QBTUI_SPOOL:-}
if [ -z "$spool" ]; then
	spool=${LOCK_DIR:-${QBTUI_STATE_DIR:-/config/qbit-manager-state}}/queue
fi
now=$(date +%s)
file=$spool/${id}_$now.queue
draft=$spool/.${id}_$now.$$
umask 077
if mkdir -p "$spool" && printf '%s\n%s\n' "$id" "$now" >"$draft" && mv "$draft" "$file"; then
	say "qbtui serve did not take it ($why); left in $file"
	exit 0
fi
say "qbtui serve did not take it ($why), and it can't be left in $spool"
exit 1
