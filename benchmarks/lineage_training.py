"""Train the lineage model: `python benchmarks/lineage_training.py CASES` writes drift/contract/lineage.toml.

Real mappings (NIST SP 800-53, CSF) and restructurings made from five bases by program: clauses kept, reworded by synonyms and by
words of the same and of other documents, split, merged, absorbed, dropped, added, moved in blocks, renumbered, old numbers given
to others. Each corpus weighs by its pairs, the real ones more; then each base is left out in turn and F1 is printed.
"""
# ruff: noqa

import collections, glob, random, re, sys, warnings
from pathlib import Path
import numpy as np, pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
from drift.contract.clausetable import encode
from drift.contract.comparison import Words, compare_clauses
from drift.contract.equals import match_equal
from drift.contract.surroundings import *
from drift.contract.pairing import *
from drift.contract import lineage as LN, lineageweights as LW

warnings.filterwarnings("ignore")

C = ""  # folder of the cases, with a closing slash; set by main


def rd(f):
    d = pd.read_excel(f, dtype=str, engine="calamine")
    d.columns = ["clause_id", "section", "text"]
    d = d[d.text.notna()].reset_index(drop=True)
    return d


def nist(strip=False):
    a, b = rd(glob.glob(C + "nist/*rev4*")[0]), rd(glob.glob(C + "nist/*rev5*")[0])
    t = pd.read_csv(C + "nist/truth.csv", dtype=str)
    A = {x: i for i, x in enumerate(a.clause_id)}
    B = {x: i for i, x in enumerate(b.clause_id)}
    P = {(A[o], B[n]) for o, n in zip(t.old_id, t.new_id) if o in A and n in B}
    if strip:
        rng = random.Random(1)
        for d in (a, b):
            d["text"] = [s.split(". ", 1)[1] if ". " in s else s for s in d.text]
            d["section"] = d.section.str.split(" > ").str[0]
            d["clause_id"] = [f"{i}" for i in range(len(d))]
        b = b.iloc[blocks(len(b), rng)]
        P = {(o, p) for p, k in enumerate(b.index) for (o, n) in []} or {(o, list(b.index).index(n)) for o, n in P}
        b = b.reset_index(drop=True)
        b["clause_id"] = [f"N{i}" for i in range(len(b))]
    return a, b, P


def blocks(n, rng, size=12):
    bl = []
    i = 0
    while i < n:
        k = rng.randint(2, size)
        bl.append(list(range(i, min(n, i + k))))
        i += k
    rng.shuffle(bl)
    return [x for b in bl for x in b]


SYN = [
    l.split()
    for l in """must shall should will
ensure verify confirm check
supplier contractor provider vendor
customer client buyer user
system systems application platform service
password passwords secret credential credentials
information data records
organization organisation company entity
employ use apply implement
review reviews evaluate assess assessment
maintain keep retain preserve
develop establish create define
provide deliver supply furnish
monitor track observe watch
protect safeguard secure defend
authorized approved permitted allowed
restrict limit constrain
access entry login
report notify inform communicate
incident event disruption failure
repair restore fix recover
immediately promptly directly
within inside under
personnel staff employees people
procedure procedures process processes
policy policies rules
audit logging log
component components element part
equipment hardware device devices
location site premises
regular periodic recurring
document record describe
requirement requirements demand specification
agreement contract terms
terminate end cancel
payment fee charge
moet dient zal
leverancier opdrachtnemer aanbieder
opdrachtgever klant afnemer gebruiker
storing incident melding verstoring
herstellen oplossen verhelpen
binnen uiterlijk
zorgt draagt waarborgt
gegevens data informatie
project opdracht
kwaliteit kwaliteitseisen
stelt maakt legt
controleert toetst verifieert
beschrijft documenteert vastlegt
software programmatuur applicatie
ontwikkelteam team ontwikkelaars
fouten gebreken bevindingen
rapportage verslag
onderhoud beheer
testen beproeven
maatregelen voorzieningen""".splitlines()
]
SY = {w: [x for x in g if x != w] for g in SYN for w in g}
FN = set(
    "the a an of to and or in for on by with that is are be as at from this which any its their it shall must will may not can has have been all other such when de het een van en of in voor op door met dat is zijn te als bij uit die dit niet worden wordt kan er om aan naar".split()
)


def reword(text, rng, strength, pool, consistent):
    ws = text.split()
    out = []
    for w in ws:
        k = re.sub(r"\W", "", w.lower())
        if k in FN:
            r = rng.random()
            if r < 0.15 * strength + 0.03:
                continue
            if r < 0.35 * strength:
                out.append(rng.choice(sorted(FN)))
                continue
            out.append(w)
            continue
        if k in consistent:
            out.append(consistent[k])
            continue
        r = rng.random()
        if k in SY and r < 0.3 + strength:
            out.append(rng.choice(SY[k]))
            continue
        if r < strength * 0.65:
            out.append(rng.choice(OUT if rng.random() < 0.5 else pool))
            continue
        if r < strength * 0.9:
            continue
        if r < strength * 1.1:
            out += [w, rng.choice(pool)]
            continue
        out.append(w)
    if rng.random() < strength and len(out) > 8:
        c = rng.randint(3, len(out) - 3)
        out = out[c:] + out[:c]
    return " ".join(out) or text


OUT = []


def shorten(d, rng):
    def one(t):
        p = [x for x in re.split(r"(?<=[.;:])\s+", t) if len(x.split()) >= 5] or [t]
        w = p[0].split()
        k = rng.randint(8, 18)
        return " ".join(w[:k])

    d = d.copy()
    d["text"] = [one(t) for t in d.text]
    return d


def cut(text, rng):
    parts = re.split(r"(?<=[.;:])\s+|,\s+(?:and|or|en|of)\s+", text)
    parts = [p for p in parts if len(p.split()) >= 3]
    if len(parts) >= 2:
        c = rng.randint(1, len(parts) - 1)
        return " ".join(parts[:c]), " ".join(parts[c:])
    ws = text.split()
    if len(ws) < 10:
        return None
    c = rng.randint(4, len(ws) - 4)
    lead = " ".join(ws[:3]) if rng.random() < 0.5 else ""
    return " ".join(ws[:c]), (lead + " " + " ".join(ws[c:])).strip()


def restructure(d, seed, mix=None, context=True):
    """d: clauses. returns old,new,pairs"""
    rng = random.Random(seed)
    d = d.reset_index(drop=True)
    d = d.drop_duplicates("text").reset_index(drop=True)
    n = len(d)
    mix = mix or dict(keep=0.18, light=0.2, medium=0.2, heavy=0.17, split=0.08, merge=0.07, drop=0.10, absorb=0.04)
    secs = d.section.fillna("").tolist()
    pool = [re.sub(r"\W", "", w) for t in d.text for w in t.split()]
    pool = [w for w in pool if len(w) > 3 and w.lower() not in FN]
    freq = pd.Series([w.lower() for w in pool]).value_counts()
    top = [w for w in freq.index[:60]]
    cons = {w: rng.choice(SY.get(w, pool)) for w in rng.sample(top, min(8, len(top)))}
    old = []
    new = []  # new: (text, oldsec, sources, pos)
    i = 0
    added_ids = set(rng.sample(range(n), int(n * 0.14)))
    ops = list(mix)
    pw = [mix[o] for o in ops]
    strength = dict(keep=0, light=0.15, medium=0.4, heavy=0.65, extreme=0.85)
    rows = [k for k in range(n)]
    skip = False
    oldrow = {}
    for k in rows:
        if k not in added_ids:
            oldrow[k] = len(old)
            old.append((d.clause_id[k], secs[k], d.text[k]))
    k = 0
    while k < n:
        if k in added_ids:
            new.append((d.text[k] if rng.random() < 0.7 else reword(d.text[k], rng, 0.3, pool, cons), secs[k], [], k))
            k += 1
            continue
        op = rng.choices(ops, pw)[0]
        t = d.text[k]
        if op == "drop":
            k += 1
            continue
        if op == "absorb" and k + 1 < n and k + 1 not in added_ids:
            w = reword(t, rng, 0.7, pool, cons).split()
            a = rng.randint(0, max(0, len(w) - 6))
            new.append(
                (
                    reword(d.text[k + 1], rng, rng.choice([0, 0.2, 0.5]), pool, cons)
                    + " "
                    + " ".join(w[a : a + rng.randint(0, 6)]),
                    secs[k],
                    [k, k + 1],
                    k,
                )
            )
            k += 2
            continue
        if op == "absorb":
            op = "light"
        if op == "merge" and k + 1 < n and k + 1 not in added_ids:
            s = rng.choice([0.3, 0.5, 0.7] if "extreme" in mix else [0.0, 0.2, 0.45])
            new.append(
                (
                    reword(t, rng, s, pool, cons) + " " + reword(d.text[k + 1], rng, s, pool, cons),
                    secs[k],
                    [k, k + 1],
                    k,
                )
            )
            k += 2
            continue
        if op == "split":
            c = cut(t, rng)
            if c:
                s = rng.choice([0.3, 0.5, 0.7] if "extreme" in mix else [0.0, 0.2, 0.45])
                for p in c:
                    new.append((reword(p, rng, s, pool, cons), secs[k], [k], k))
                k += 1
                continue
            op = "medium"
        if op == "merge":
            op = "light"
        new.append((t if op == "keep" else reword(t, rng, strength[op], pool, cons), secs[k], [k], k))
        k += 1
    # reorganise: blocks move; section names reworded/merged
    order = blocks(len(new), rng) if rng.random() < 0.7 else list(range(len(new)))
    if rng.random() < 0.5:  # local shuffles
        for a in range(0, len(order), 6):
            seg = order[a : a + 6]
            rng.shuffle(seg)
            order[a : a + 6] = seg
    new = [new[x] for x in order]
    if "extreme" in mix and rng.random() < 0.6:  # new sections: by old section mostly
        us = sorted(set(secs))
        to = {s: rng.randrange(len(us)) for s in us}
        new.sort(key=lambda r: (to[r[1]] if rng.random() < 0.75 else rng.randrange(len(us)), rng.random()))
        new = [(t, us[to[s]] if rng.random() < 0.8 else rng.choice(us), src, p) for t, s, src, p in new]
    ren = {s: (s if rng.random() < 0.4 else reword(s, rng, 0.5, pool, cons)) for s in sorted(set(secs))}
    style = rng.random()
    A = pd.DataFrame(old, columns=["clause_id", "section", "text"])
    ids = []
    for r, (t, s, src, pos) in enumerate(new):
        if style < 0.35:
            ids.append(d.clause_id[src[0]] if src else f"X{r}")
        elif style < 0.7:
            ids.append(A.clause_id[r] if r < len(A) else f"Y{r}")  # numbers given to unrelated clauses
        else:
            ids.append(f"{r // 9 + 1}.{r % 9 + 1}")
    B = pd.DataFrame({"clause_id": ids, "section": [ren[s] for _, s, _, _ in new], "text": [t for t, _, _, _ in new]})
    P = {(oldrow[s], r) for r, (t, _, src, _) in enumerate(new) for s in src}
    if rng.random() < 0.3:
        A = A.drop(columns="section")
        B = B.drop(columns="section")
    return A, B, P


HARD = dict(keep=0.1, light=0.1, medium=0.2, heavy=0.17, extreme=0.12, split=0.1, merge=0.09, drop=0.10, absorb=0.05)


def ictu():
    out = []
    for f in sorted(glob.glob(C + "ictu-checklists/*.xlsx")):
        d = pd.read_excel(f, dtype=str, engine="calamine", header=None)
        out.append(d)
    return out


def bases():
    r4, r5, _ = nist()
    for d in (r4, r5):
        d["text"] = [s.split(". ", 1)[1] if ". " in s else s for s in d.text]
        d["section"] = d.section.str.split(" > ").str[0]
    B = {"nist4": [r4], "nist5": [r5]}
    B["fm"] = [rd(f) for f in sorted(glob.glob(C + "fm/*.xlsx"))]
    g = {}
    for f in sorted(glob.glob(C + "github/contract/*.xlsx")):
        n = f.split("/")[-1].split("_")[0]
        g.setdefault(n, []).append(f)
    B["github"] = [rd(fs[k]) for fs in g.values() for k in (0, -1)]
    L = pd.read_csv(C + "../labels/dev.csv", dtype=str)
    B["_labels"] = L
    return B


def csf():
    F = Path(__file__).parent / "csf"
    A, B, T = (pd.read_csv(F / f"{n}.csv", dtype=str) for n in ("old", "new", "truth"))
    a, b = ({v: k for k, v in d.clause_id.items()} for d in (A, B))
    return A, B, {(a[x], b[y]) for x, y in zip(T.old_id, T.new_id)}


def build_cases():
    Bs = bases()
    L = Bs.pop("_labels")
    OUT[:] = [
        w
        for ds in Bs.values()
        for d in ds
        for x in d.text.dropna().iloc[::3]
        for w in re.sub(r"[^A-Za-z ]", "", x).split()
        if len(w) > 4
    ][::5]
    nl = L[L.lang == "nl"][["clause_id", "section", "text"]]
    I = []
    for d in ictu():
        h = [k for k in range(10) if str(d.iloc[k, 0]) == "Maatregel"][0]
        d = d.iloc[h + 1 :, :2].copy()
        d.columns = ["clause_id", "text"]
        d["section"] = d.clause_id.where(d.text.isna()).ffill()
        d = d[d.text.notna()].reset_index(drop=True)
        I.append(d)
    Bs["nl"] = [pd.concat([I[k], nl]) for k in (0, 3)]
    cases = []
    for name, ds in Bs.items():
        for k in range(10):
            d = ds[k % len(ds)].reset_index(drop=True)
            rng = random.Random(k * 7)
            size = min(len(d), 300)
            s = rng.randint(0, len(d) - size)
            d = d.iloc[s : s + size]
            if d.section.isna().all():
                d = d.drop(columns="section").assign(section=None)
            if k % 2:
                d = shorten(d, rng)
            A, B, P = restructure(
                d, seed=hash(name) % 1000 * 0 + sum(map(ord, name)) + k, mix=HARD if k % 5 >= 2 else None
            )
            cases.append((name + ("-hard" if k % 5 >= 2 else "") + ("-short" if k % 2 else ""), A, B, P))
    cases.append(("csf",) + csf())
    A, B, P = csf()
    rr = random.Random(5)
    o = list(range(len(B)))
    B = B.drop(columns=["section"])
    B["clause_id"] = [f"q{k}" for k in range(len(B))]
    cases.append(("csf-bare", A.drop(columns="section"), B, P))
    cases.append(("nist",) + nist())
    cases.append(("nist-strip",) + nist(True))
    # unrelated
    Y = [
        Bs["nist5"][0],
        Bs["fm"][0].iloc[:600].reset_index(drop=True),
        Bs["github"][0],
        Bs["nl"][0].reset_index(drop=True),
        Bs["github"][4],
        Bs["fm"][2].iloc[2000:].reset_index(drop=True),
    ]
    for a, b in ((0, 1), (0, 2), (1, 2), (3, 0), (1, 4), (2, 0), (2, 5), (0, 5)):
        cases.append(("unrelated", Y[a], Y[b], set()))
    return cases


REAL = {"nist": 6, "nist-strip": 3, "csf": 2, "csf-bare": 2, "unrelated": 2, "tiny": 0.5}


class K:
    pass


def load():
    S = []
    for name, A, B, P in build_cases():
        k = K()
        k.name, k.A, k.B, k.P = name, A, B, P
        prep(k)
        S.append(k)
    return S


def prep(k):
    codes = encode([k.A, k.B])
    a, b = codes.versions
    k.w = Words(codes)
    k.a, k.b = a, b
    k.pairs = compare_clauses(a, b, match_equal(a, b), k.w)
    k.y = np.array([(i, j) in k.P for i, j in zip(k.pairs.i.tolist(), k.pairs.j.tolist())], bool)
    k.X1 = text_features(k.pairs)


def fit1(cs, X, Y):
    w = np.concatenate([np.full(len(y), 1e3 / max(10, len(c.P) or 300) * REAL.get(c.name, 1)) for c, y in zip(cs, Y)])
    sc = StandardScaler().fit(np.vstack(X))
    m = LogisticRegression(C=1.0, max_iter=3000).fit(sc.transform(np.vstack(X)), np.concatenate(Y), sample_weight=w)
    co = m.coef_[0] / sc.scale_
    return np.r_[m.intercept_[0] - (co * sc.mean_).sum(), co]


def ap(w, X):
    return 1 / (1 + np.exp(-np.clip(X @ w[1:] + w[0], -30, 30)))


def trainall(cs):
    W = {}
    W["words"] = fit1(cs, [c.X1 for c in cs], [c.y for c in cs])
    p = [np.where(c.pairs.equal, LN.CERTAIN, ap(W["words"], c.X1)) for c in cs]
    for st in ("context", "again"):
        X = [context_features(c.pairs, q) for c, q in zip(cs, p)]
        W[st] = fit1(cs, X, [c.y for c in cs])
        p = [np.where(c.pairs.equal, LN.CERTAIN, ap(W[st], x)) for c, x in zip(cs, X)]
    R = [further_features(c.pairs, q, LN._choose(c.pairs, q), c.w.texts) for c, q in zip(cs, p)]
    ok = [(c, r, x) for c, (r, x) in zip(cs, R) if len(r)]
    W["further"] = fit1([c for c, _, _ in ok], [x for _, _, x in ok], [c.y[r] for c, r, _ in ok])
    return W


def use(W):
    LW._load = lambda step: W[step]


def predict(c):
    q = LN.align_versions(c.a, c.b, lambda: c.w)
    return set(zip(q.i.tolist(), q.j.tolist()))


def f1(pred, truth):
    tp = len(pred & truth)
    return 2 * tp / max(1, len(pred) + len(truth)), tp / max(1, len(pred)), tp / max(1, len(truth))


fam = lambda n: n.split("-")[0].rstrip("45")


def save(W, path):
    out = ["# made by benchmarks/lineage_training.py; not by hand\n"]
    for st, w in W.items():
        out.append(
            f"[{st}]\nconstant = {w[0]:.5g}\n" + "".join(f"{n} = {v:.5g}\n" for n, v in zip(LW.STEPS[st], w[1:]))
        )
    open(path, "w").write("\n".join(out))


def main():
    S = load()
    W = trainall(S)
    save(W, LW.WEIGHTS)
    use(W)
    W0 = W
    for c in S:
        if c.name in ("nist", "nist-strip", "csf", "csf-bare", "unrelated"):
            print(
                "in sample", c.name, np.round(f1(predict(c), c.P), 3) if c.P else (len(predict(c)), min(c.a.n, c.b.n))
            )
    res = collections.defaultdict(list)
    for held in ["csf", "nist", "fm", "github", "nl"]:
        W = trainall([c for c in S if fam(c.name) != held])
        use(W)
        for c in S:
            if fam(c.name) == held:
                res[c.name].append(f1(predict(c), c.P))
    for k, v in res.items():
        print(k.ljust(16), np.mean(v, 0).round(3))
    print("mean", np.mean([np.mean(v, 0) for v in res.values()], 0).round(3))


if __name__ == "__main__":
    C = sys.argv[1].rstrip("/") + "/"
    main()
