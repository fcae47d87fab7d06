export { searchChannels, searchChannelViews } from './channels';
export { searchChats } from './chats';
export { searchContacts } from './contacts';
export { searchGroups } from './groups';
export { searchLabels } from './labels';
export { searchSessions } from './sessions';
