"""`speech.toml`: how the language tells who said what. Words stand here, grammar in `bot/condense/quotes/`.

All words are in lower case unless said otherwise.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.languages.schema import Table

Gender = Literal["f", "m"]
Number = Literal["singular", "plural"]


class Paradigm(Table):
    """The endings of one class of regular verbs. A form is the lemma without `strip`, plus an ending."""

    lemmas: tuple[str, ...]
    """How such lemmas end; the longest ending among all paradigms decides: `["ar"]`."""

    strip: str
    """What is cut from the lemma's end: `ar`."""

    finite: tuple[str, ...]
    """Endings of forms that take a subject: `ó`, `aron`."""

    base: tuple[str, ...] = ()
    """Endings of forms that may also be an infinitive or a noun (English *claim*)."""

    gerund: tuple[str, ...] = ()
    """`ing`, `ando`: the subject stands in the clause before."""

    infinitive: tuple[str, ...] = ()
    participle: tuple[str, ...] = ()
    """Endings used with an auxiliary and never alone as a past tense: `ado` (*ha afirmado*)."""


class Irregular(Table):
    """The forms of a verb that follows no paradigm, listed."""

    finite: tuple[str, ...]
    base: tuple[str, ...] = ()
    gerund: tuple[str, ...] = ()
    infinitive: tuple[str, ...] = ()
    participle: tuple[str, ...] = ()


class Verbs(Table):
    """A class of verbs: regular lemmas, and irregular ones with their forms."""

    regular: tuple[str, ...] = ()
    """Lemmas; each takes the paradigm of its ending: `["afirmar", "declarar"]`."""

    irregular: dict[str, Irregular] = Field(default_factory=dict)
    """Lemma → forms."""


class VerbClasses(Table):
    utterance: Verbs = Verbs()
    """Verbs that bring words with them: *say, ask, tweet, add*. They may carry a whole sentence in marks."""

    naming: Verbs = Verbs()
    """Verbs that give somebody or something a name or a judgement in marks: *call, describe, dismiss*."""

    stance: Verbs = Verbs()
    """Verbs of attitude, appeal and act whose object may be in marks: *believe, promise, criticise, demand*."""


class Pronoun(Table):
    """A word that stands for a person named elsewhere."""

    gender: Gender | None = None
    number: Number = "singular"


class Roles(Table):
    """Nouns that say what somebody is. `m` and `f` have a gender of their own, `any` has none (*spokesperson*, *fiscal*)."""

    m: tuple[str, ...] = ()
    f: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    """Organisations and offices: *campaign*, *fiscalía*."""
    plural: tuple[str, ...] = ()
    """Groups and plurals: *officials*, *autoridades*."""

    generic: tuple[str, ...] = ()
    """Those of the above that writers use for whoever spoke last: *the official*, *la funcionaria*, *el entrevistado*."""

    modifiers: tuple[str, ...] = ()
    """Words that make another office of one: *former*, *deputy*, *anterior*."""

    quantities: tuple[str, ...] = ()
    """Nouns that count people: *majority*, *percent*, *handful*."""

    callings: tuple[str, ...] = ()
    """Those of the generic ones that somebody with another role may be too: *the researcher*, *la funcionaria*."""

    same_office: tuple[tuple[str, ...], ...] = ()
    """Classes of words and phrases for holders of one office: *senator, lawmaker*; *ministro, jefe de la cartera*."""

    presiding: tuple[str, ...] = ()
    """Those of them that preside over many things, so that they are heads of state only where nothing else is named."""

    realms: tuple[str, ...] = ()
    """Words for the whole that a head of state presides over: *república, gobierno*."""

    adjectival: tuple[str, ...] = ()
    """Those of the above that are adjectives after another noun: *general* in *el acceso general*."""


class Speech(Table):
    dialogue_dash: bool
    """A dash at the start of a paragraph opens speech (*—No lo sé —dijo él.*)."""

    pronoun_may_be_absent: bool
    """A finite verb needs no subject of its own (*“…”, dijo.*): the one spoken of last is meant."""

    inversion: Literal["after_quote", "free"]
    """Where a subject may follow its verb of saying: only after the quote (*“…”, said X*), or anywhere (*Dijo X que …*)."""

    finite_endings: tuple[str, ...] = ()
    """Endings that only finite verbs have, so that an unlisted word shows itself as one: `ó`, `aron`."""

    past_endings: tuple[str, ...] = ("\0",)
    """Endings of past tenses and participles alike: `ed`. Behind a noun for people such a word is taken for the verb."""

    participles: tuple[str, ...] = ()
    """Irregular participles, which behind a noun begin what is told of it: *known*, *seen*."""

    passive_auxiliaries: tuple[str, ...] = ()
    """Forms after which a verb of naming is passive (*was called*), so that its subject did not speak."""

    agent_markers: tuple[str, ...] = ()
    """What introduces the speaker of a passive: `by`, `por`."""

    asking: tuple[str, ...] = ()
    """Of the verbs of utterance, the lemmas whose object is asked to speak: *ask*, *preguntar*."""

    answering: tuple[str, ...] = ()
    """Of the verbs of utterance, the lemmas whose subject was asked: *answer*, *contestar*."""

    first_person_endings: tuple[str, ...] = ()
    """How finite verbs of the first person end, where the ending tells: `é` (*pregunté*)."""

    plural_verb_endings: tuple[str, ...] = ()
    """How finite verbs with a plural subject end, where the ending tells: `n` (*señalaron*)."""

    clipped: tuple[str, ...] = ()
    """Words that begin with an apostrophe which opens nothing: `em`, `til`."""

    plural_endings: tuple[str, ...] = ()
    """How plurals of nouns end: `s`."""

    infinitive_marks: tuple[str, ...] = ()
    """What stands before an infinitive: `to`."""

    possessive_endings: tuple[str, ...] = ()
    """What follows the apostrophe of a possessor: `s` (*Trump’s claim*)."""

    paradigms: dict[str, Paradigm] = Field(default_factory=dict)
    verbs: VerbClasses = VerbClasses()

    phrasal: tuple[str, ...] = ()
    """Verbs of saying of more than one word, in the forms that take a subject: `fired back`, `puts it`, `dio a conocer`."""

    noun_forms: tuple[str, ...] = ()
    """Forms in `verbs` that are nouns after a determiner: `report`, `denuncia`."""

    sources: tuple[str, ...] = ()
    """Words that name a source without a verb, with `{speaker}` where it stands: `according to {speaker}`."""

    manner: tuple[str, ...] = ()
    """Words that may stand between the quote and its source's clause: `as` (*“…,” as X put it*)."""

    saying_nouns: tuple[str, ...] = ()
    """Nouns for an utterance or a text: *statement, remark, message*. Their possessor is the speaker (*his claim that “…”*)."""

    documents: tuple[str, ...] = ()
    """Nouns for texts that speak themselves: *report, headline, sign, comunicado, pancarta*."""

    inscribed: tuple[str, ...] = ()
    """Things that bear words, so that what they read is theirs and nobody's who holds them: *hat, banner, manta*."""

    subject_pronouns: dict[str, Pronoun] = Field(default_factory=dict)
    """*he, she, they, él, ella*."""

    possessive_pronouns: dict[str, Pronoun] = Field(default_factory=dict)
    """*his, her, su*."""

    first_persons: tuple[str, ...] = ()
    """*I, we, yo*: the author, or somebody in a quote."""

    head_first: bool = False
    """Whether the noun stands before its adjectives (*el mandatario mexicano*), not after (*the Mexican leader*)."""

    relatives: tuple[str, ...] = ()
    """*who, which, quien, que*."""

    determiners: tuple[str, ...] = ()
    definite: tuple[str, ...] = ()
    """Those that point to somebody known: `the`, `el`, `la`."""
    gendered_determiners: dict[str, Gender] = Field(default_factory=dict)
    """Those that tell the gender of what they stand with: `la` = "f"."""

    prepositions: tuple[str, ...] = ()
    attaching: tuple[str, ...] = ()
    """Prepositions that usually belong to the noun before them: *of, for, de, del*."""

    genitives: tuple[str, ...] = ()
    """Of those, the ones that make the noun before them a noun for sure (*claims of*): `of`, `de`."""

    conjunctions: tuple[str, ...] = ()
    """Words that join equals: *and, or, y, o*."""

    subordinators: tuple[str, ...] = ()
    """Words that open another clause: *that, while, because, que, mientras*."""

    auxiliaries: tuple[str, ...] = ()
    """Forms of *be, have, will, haber, ser* and the like: never a noun."""

    adverbs: tuple[str, ...] = ()
    """Words that may stand between subject and verb, or open a sentence: *also, later, también*."""

    times: tuple[str, ...] = ()
    """Nouns for times, which say nothing: *morning, week, madrugada*."""

    adverb_endings: tuple[str, ...] = ()
    """`ly`, `mente`."""

    impersonal_clitics: tuple[str, ...] = ()
    """Of the clitics, those that leave open who acts: *se* (*se lee*)."""

    clitics: tuple[str, ...] = ()
    """Object pronouns that stand right before the verb: *se, le, lo*."""

    hearers: tuple[str, ...] = ()
    """Nouns and pronouns that are told, never tell, right after a verb: *reporters, me, him*."""

    name_joiners: tuple[str, ...] = ()
    """Small words inside names: *de, la, van, of*."""

    roles: Roles = Roles()
    role_prefixes: tuple[str, ...] = ()
    """Syllables that make another role of one: `ex`, `vice`."""

    titles: tuple[str, ...] = ()
    """Words before a name: *Mr, Sen, señor, doctora*."""

    works: tuple[str, ...] = ()
    """Nouns for works and broadcasts, whose title may follow in marks: *film, book, programa*."""

    named_things: tuple[str, ...] = ()
    """Nouns whose proper name may follow in marks: *operation, coalition, operativo, programa*."""

    naming_cues: tuple[str, ...] = ()
    """Words after which marks hold a name or a term, nobody's speech: `known as`, `so-called`, `alias`, `the word`."""

    common_verbs: tuple[str, ...] = ()
    """Frequent finite verbs that are no cue; they end a noun phrase and show that a quote is a clause."""
