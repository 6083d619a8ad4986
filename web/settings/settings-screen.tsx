// The screen is plugged in here.
export default function SettingsScreen() {
  return <main />;
}
