// Members by address: the list, the import, one profile.
import { Route, Switch } from "wouter";
import { ImportPage } from "./import-page.tsx";
import { MemberListPage } from "./member-list-page.tsx";
import { ProfilePage } from "./profile-page.tsx";

export default function MembersScreen() {
  return (
    <Switch>
      <Route path="/members/import">
        <ImportPage />
      </Route>
      <Route path="/members/:id">{({ id }) => <ProfilePage key={id} id={id} />}</Route>
      <Route>
        <MemberListPage />
      </Route>
    </Switch>
  );
}
