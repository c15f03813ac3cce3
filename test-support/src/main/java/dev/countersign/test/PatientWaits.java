package dev.countersign.test;

import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/// Lets Awaitility wait for [Patience#WHERE_NOTHING_IS_SAID] instead of its ten seconds. JUnit
/// finds it as a service.
public final class PatientWaits implements LauncherSessionListener {

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Awaitility.setDefaultTimeout(Patience.WHERE_NOTHING_IS_SAID);
  }
}
