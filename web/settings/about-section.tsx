// Which version this is, and where its interfaces are written down.
import { useHouse } from "../api/house.ts";
import { EN_SETTINGS } from "../words/en-settings.ts";
import css from "./settings.module.css";

const words = EN_SETTINGS.about;

export function AboutSection() {
  const house = useHouse().data;
  return (
    <>
      <p className={css.lead}>{words.lead}</p>
      <section className={css.card}>
        <dl className={css.facts} data-first>
          <dt>{words.gym}</dt>
          <dd>{house?.name ?? ""}</dd>
          <dt>{words.version}</dt>
          <dd>{house?.version ?? ""}</dd>
          <dt>{words.docs}</dt>
          <dd>
            <a href="/docs">/docs</a> · <a href="/api/openapi.json">{words.openapi}</a> ·{" "}
            <a href="/api/asyncapi.json">{words.asyncapi}</a>
            <br />
            <span className={css.soft}>{words.docsHelp}</span>
          </dd>
        </dl>
        <p className={css.help}>{words.licence}</p>
      </section>
    </>
  );
}
