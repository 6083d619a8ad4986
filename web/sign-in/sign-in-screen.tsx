// The screen is plugged in here.
export default function SignInScreen() {
  return <main />;
}
