/// Finds and hides sensitive data in a stream of bytes, and commits to what is left of it.
module dev.countersign.masking {
  requires automaton;
  requires re2j;
  requires org.bouncycastle.provider;
  requires static jdk.incubator.vector;
  requires static transitive org.jspecify;

  exports dev.countersign.masking;
  exports dev.countersign.masking.commit;
}
