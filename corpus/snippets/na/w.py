import sys,json,glob,re
t=[x.strip() for x in re.split(r'(?m)^===\s*$',sys.stdin.read()) if x.strip()]
n=len(glob.glob('/work/sets/na/articles/na-*.txt'))
with open('/work/sets/na/gold.jsonl','a') as g:
    for x in t:
        n+=1;i=f'na-{n:04d}'
        open(f'/work/sets/na/articles/{i}.txt','w').write(x+'\n')
        g.write(json.dumps({"id":i,"provinces":[],"commodities":[],"deals":[],"flows":[],"flows_optional":[],"judged":["deals","flows"]})+'\n')
print(n)
