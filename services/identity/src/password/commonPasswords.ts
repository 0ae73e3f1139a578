/** The most common passwords of at least ten characters, in small letters. Shorter ones are refused by their length already. */
export const commonPasswords: ReadonlySet<string> = new Set(
  `1234567890 12345678910 123456789a 1234567890a 1234567891 123456789q 0123456789 0987654321 9876543210 123123123123
   1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc qwertyuiop qwertyuiop123 qwerty12345 qwerty123456 qwerty1234 q1w2e3r4t5
   q1w2e3r4t5y6 asdfghjkl1 asdfghjkl; zxcvbnm123 zxcvbnm1234 qazwsxedc1 qazwsxedcrfv abcd123456 abc1234567 abc123456789 abcdefghij
   abcdef1234 aa12345678 aa123456789 a123456789 a1234567890 a1b2c3d4e5 password12 password123 password1234 password12345 password123456
   password01 password11 passw0rd123 p@ssw0rd123 p@ssword123 mypassword my_password iloveyou12 iloveyou123 iloveyou1314 iloveyouforever
   5201314520 woaini1314 woaini1314520 woaini520520 woaini123456 1314520520 woaiwojia1 woaiwojia520 nihao123456 zhang123456 wang123456
   admin12345 admin123456 admin1234567 administrator administrator1 welcome123 welcome1234 welcome2024 welcome2025 welcome2026 changeme123
   changeme1234 letmein123 letmein1234 football123 baseball123 basketball superman123 sunshine123 princess123 dragon1234 monkey1234
   master1234 michael123 jordan2323 liverpool1 manchester manchester1 barcelona1 realmadrid chocolate1 butterfly1 computer123 internet123
   qwer123456 asdf123456 asd1234567 zxcv123456 qq123456789 qq12345678 1111111111 0000000000 6666666666 8888888888 9999999999
   1122334455 112233445566 1212121212 123321123321 1234554321 147258369 1472583690 147852369a 159357159357 741852963a
   test123456 test1234567 testtest12 user123456 guest12345 company123 company2026 summer2025! summer2026! winter2025! winter2026!
   rapport123 rapport1234 rapport12345`
    .split(/\s+/)
    .filter(Boolean),
)
