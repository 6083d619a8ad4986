// The screen is plugged in here.
export default function MembersScreen() {
  return <main />;
}
