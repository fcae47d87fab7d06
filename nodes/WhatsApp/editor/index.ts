export { searchChats } from './chats';
export { searchSessions } from './sessions';
