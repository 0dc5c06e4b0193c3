/** Every command of the server. A door offers some of them under its own verbs; a program may reach each by its name. */
import { addMask, listMasks, removeMask } from './channels/change-mask.ts'
import { archiveChannel } from './channels/archive-channel.ts'
import { changeSetting } from './channels/change-setting.ts'
import { createChannel } from './channels/create-channel.ts'
import { inviteUser } from './channels/invite-user.ts'
import { joinChannel } from './channels/join-channel.ts'
import { leaveChannel } from './channels/leave-channel.ts'
import { listChannels } from './channels/list-channels.ts'
import { listMembers } from './channels/list-members.ts'
import { listOwnChannels } from './channels/list-own-channels.ts'
import { openDirect } from './channels/open-direct.ts'
import { removeMember } from './channels/remove-member.ts'
import { setMemberRole } from './channels/set-member-role.ts'
import { setTopic } from './channels/set-topic.ts'
import { deleteMessage } from './messages/delete.ts'
import { editMessage } from './messages/edit.ts'
import { listMissed } from './messages/list-missed.ts'
import { markRead } from './messages/mark-read.ts'
import { readHistory } from './messages/read-history.ts'
import { searchMessages } from './messages/search.ts'
import { sendMessage } from './messages/send.ts'
import { admitAddress } from './moderation/admit-address.ts'
import { ban } from './moderation/ban.ts'
import { kickUser } from './moderation/kick-user.ts'
import { listAudit } from './moderation/list-audit.ts'
import { listSanctions } from './moderation/list-sanctions.ts'
import { muteUser, unmuteUser } from './moderation/mute-user.ts'
import { setServerRole } from './moderation/set-server-role.ts'
import { unban } from './moderation/unban.ts'
import { announce } from './node/announce.ts'
import { reload, setLogLevel } from './node/reload.ts'
import { cancelShutdown, shutDown } from './node/shut-down.ts'
import { listConnections, status } from './node/status.ts'
import { setAway } from './presence/set-away.ts'
import { whoIsOnline } from './presence/who-is-online.ts'
import { changePassword } from './users/change-password.ts'
import { createInvite } from './users/create-invite.ts'
import { enterAsGuest } from './users/enter-as-guest.ts'
import { listUsers } from './users/list-users.ts'
import { registerUser } from './users/register-user.ts'
import { resetPassword } from './users/reset-password.ts'
import { setDisplayName } from './users/set-display-name.ts'
import { showUser } from './users/show-user.ts'
import { signIn } from './users/sign-in.ts'
import { signOut } from './users/sign-out.ts'

export const commands = {
  users: {
    registerUser,
    signIn,
    signOut,
    enterAsGuest,
    changePassword,
    resetPassword,
    setDisplayName,
    showUser,
    listUsers,
    createInvite,
  },
  channels: {
    createChannel,
    joinChannel,
    leaveChannel,
    openDirect,
    archiveChannel,
    setTopic,
    changeSetting,
    inviteUser,
    removeMember,
    setMemberRole,
    addMask,
    removeMask,
    listMasks,
    listChannels,
    listMembers,
    listOwnChannels,
  },
  messages: { sendMessage, editMessage, deleteMessage, readHistory, searchMessages, listMissed, markRead },
  moderation: {
    kickUser,
    ban,
    unban,
    muteUser,
    unmuteUser,
    setServerRole,
    listSanctions,
    listAudit,
    admitAddress,
  },
  presence: { setAway, whoIsOnline },
  node: { announce, shutDown, cancelShutdown, status, listConnections, reload, setLogLevel },
} as const
