/**
 * The tag of torrents that are being put back: given with the torrent itself, and taken away when
 * all else is as it was. What was cut off in between is found again by it, from wherever it goes on.
 */
export const inProgress = 'qbtui-restoring';
