// Sign-in, shown in the place of whatever page was asked for: that page is there afterwards.
import { IconInfoCircle } from "@tabler/icons-react";
import { useEffect } from "react";
import { useHouse } from "../api/house.ts";
import { EN } from "../words/en.ts";
import { EN_FIRST_RUN } from "../words/en-first-run.ts";
import { SignInForm } from "./sign-in-form.tsx";
import css from "./sign-in.module.css";

const words = EN_FIRST_RUN.signIn;

export default function SignInScreen() {
  const { data: house, refetch } = useHouse();
  // The session may have ended because the gym is no more: then the first run is what comes.
  useEffect(() => void refetch(), [refetch]);
  return (
    <div className={css.page}>
      <main className={css.card}>
        <p className={css.brand}>
          <img src="/mark.svg" alt="" width={30} height={30} /> {EN.product}
        </p>
        <h1>{house?.name ?? words.title}</h1>
        {house?.isDemo === true && (
          <p className={css.demo}>
            <IconInfoCircle size={18} aria-hidden /> {words.demo}
          </p>
        )}
        <SignInForm />
        <p className={css.forgotten}>{words.forgotten}</p>
      </main>
    </div>
  );
}
